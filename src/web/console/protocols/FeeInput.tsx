/** A price: one amount, one that depends on the length, a range, or who is to be asked. */
import { TextInput } from '../../kit/TextInput';
import { Choice, MoneyInput, NumberInput, type InputProps } from './controls';

type Fee = Readonly<Record<string, unknown>>;

const KINDS: readonly { value: string; words: string; first: Fee }[] = [
  { value: 'flat', words: 'One amount', first: { cents: 0 } },
  {
    value: 'firstHourThenFlat',
    words: 'One amount, and more if it takes longer',
    first: { firstMinutes: 60, firstCents: 0, longerCents: 0 },
  },
  { value: 'range', words: 'Between two amounts', first: { fromCents: 0, toCents: 0 } },
  { value: 'none', words: 'Nothing', first: {} },
  { value: 'insurance', words: 'Billed to insurance', first: { ask: 'what the plan does not cover' } },
  { value: 'unknown', words: 'Not known yet', first: { ask: 'the price' } },
];

const AMOUNTS: Readonly<Record<string, string>> = {
  cents: 'Amount',
  firstCents: 'Amount at first',
  longerCents: 'More if longer',
  fromCents: 'From',
  toCents: 'To',
};

const OPTIONS = [
  ['once', true, 'For the first session of its kind only'],
  ['due', 'before', 'Paid before the session'],
  ['insurable', true, 'May be billed to the client’s insurance'],
] as const;

export function FeeInput({ value, onChange, ...field }: InputProps) {
  const fee = (value ?? { kind: 'flat' }) as Fee;
  const set = (name: string, to: unknown) => {
    const { [name]: _before, ...others } = fee;
    onChange(to === undefined ? others : { ...others, [name]: to });
  };
  return (
    <fieldset>
      <legend>{field.label}</legend>
      <Choice
        {...field}
        label="How it is charged"
        value={fee.kind}
        choices={KINDS}
        onChange={(kind) => {
          onChange({ kind, ...KINDS.find((each) => each.value === kind)?.first });
        }}
      />
      <div className="pair">
        {'firstMinutes' in fee && (
          <NumberInput
            label="Minutes at first"
            step={1}
            value={fee.firstMinutes}
            onChange={(minutes) => {
              set('firstMinutes', minutes);
            }}
          />
        )}
        {Object.keys(AMOUNTS)
          .filter((name) => name in fee)
          .map((name) => (
            <MoneyInput
              key={name}
              label={AMOUNTS[name] ?? name}
              help="In US dollars."
              value={fee[name]}
              onChange={(cents) => {
                set(name, cents ?? 0);
              }}
            />
          ))}
      </div>
      {'ask' in fee && (
        <TextInput
          label="What to ask"
          required
          value={String(fee.ask)}
          onChange={(text) => {
            set('ask', text);
          }}
        />
      )}
      {fee.kind === 'flat' &&
        OPTIONS.map(([name, on, words]) => (
          <label key={name} className="choice">
            <input
              type="checkbox"
              checked={fee[name] === on}
              onChange={(event) => {
                set(name, event.target.checked ? on : undefined);
              }}
            />
            {words}
          </label>
        ))}
    </fieldset>
  );
}
