/** The controls that values are made of: a choice, a number, an amount of money. */
import { Field } from '../../kit/Field';

export interface InputProps {
  label: string;
  help?: string | undefined;
  wrong?: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
}

type Choices = readonly { value: string; words: string }[];

export const Choice = ({ value, choices, onChange, ...field }: InputProps & { choices: Choices }) => (
  <Field {...field} required>
    {(control) => (
      <select
        {...control}
        className="input"
        value={value as string}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
      </select>
    )}
  </Field>
);

export const NumberInput = ({ value, step, onChange, ...field }: InputProps & { step: number }) => (
  <Field {...field} required>
    {(control) => (
      <input
        {...control}
        className="input"
        type="number"
        step={step}
        value={typeof value === 'number' ? value : ''}
        onChange={(event) => {
          onChange(event.target.value === '' ? undefined : Number(event.target.value));
        }}
      />
    )}
  </Field>
);

export const MoneyInput = ({ value, onChange, ...field }: InputProps) => (
  <NumberInput
    {...field}
    step={0.01}
    value={typeof value === 'number' ? value / 100 : undefined}
    onChange={(dollars) => {
      onChange(typeof dollars === 'number' ? Math.round(dollars * 100) : undefined);
    }}
  />
);
