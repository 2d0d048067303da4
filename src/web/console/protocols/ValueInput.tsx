/** The control for one value of a protocol, by its kind. */
import { useState } from 'react';
import { Field } from '../../kit/Field';
import { Choice, MoneyInput, NumberInput, type InputProps } from './controls';
import { FeeInput } from './FeeInput';
import { kindOf, type ProtocolField } from './fieldKinds';

export function ValueInput({ field, ...props }: InputProps & { field: ProtocolField }) {
  const { label, wrong, value, onChange } = props;
  switch (kindOf(field)) {
    case 'yesNo':
      return (
        <Choice
          {...props}
          value={value === true ? 'yes' : 'no'}
          choices={[
            { value: 'yes', words: 'Yes' },
            { value: 'no', words: 'No' },
          ]}
          onChange={(chosen) => {
            onChange(chosen === 'yes');
          }}
        />
      );
    case 'choice':
      return <Choice {...props} choices={field.choices ?? []} />;
    case 'several':
      return (
        <fieldset>
          <legend>{label}</legend>
          {(field.choices ?? []).map((choice) => {
            const chosen = (value as string[] | undefined) ?? [];
            return (
              <label key={choice.value} className="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(choice.value)}
                  onChange={(event) => {
                    const others = chosen.filter((each) => each !== choice.value);
                    onChange(event.target.checked ? [...others, choice.value] : others);
                  }}
                />
                {choice.words}
              </label>
            );
          })}
          {wrong && <p className="wrong">{wrong}</p>}
        </fieldset>
      );
    case 'number':
      return <NumberInput {...props} step={1} />;
    case 'money':
      return <MoneyInput {...props} />;
    case 'fee':
      return <FeeInput {...props} />;
    case 'numbers':
      return (
        <TextValue
          {...props}
          help={[props.help, 'Numbers with commas between them.'].filter(Boolean).join(' ')}
          write={(list) => (list as unknown[]).join(', ')}
          read={(text) =>
            text
              .split(/[\s,]+/)
              .filter(Boolean)
              .map(numberOr)
          }
        />
      );
    case 'lines':
      return (
        <TextValue
          {...props}
          lines
          help={[props.help, 'One on each line.'].filter(Boolean).join(' ')}
          write={(list) => (list as unknown[]).join('\n')}
          read={(text) =>
            text
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean)
          }
        />
      );
    case 'byKind':
      return (
        <TextValue
          {...props}
          lines
          help={[props.help, 'One kind on each line, such as labs: 7.'].filter(Boolean).join(' ')}
          write={(days) =>
            Object.entries(days as object)
              .map(([kind, each]) => `${kind}: ${String(each)}`)
              .join('\n')
          }
          read={(text) =>
            Object.fromEntries(
              text
                .split('\n')
                .filter((line) => line.trim())
                .map(pairOf),
            )
          }
        />
      );
    case 'text':
      return <TextValue {...props} write={String} read={(text) => text} />;
  }
}

/** What is no number stays as it is, so that the check names it. */
const numberOr = (text: string): number | string => (/^-?\d+$/.test(text) ? Number(text) : text);

function pairOf(line: string): [kind: string, days: unknown] {
  const [kind = '', days = ''] = line.split(':');
  return [kind.trim(), numberOr(days.trim())];
}

interface TextProps extends InputProps {
  lines?: boolean;
  write: (value: unknown) => string;
  read: (text: string) => unknown;
}

/** Text that stands for a value: it stays as it was typed while it is read. */
function TextValue({ value, lines, write, read, onChange, ...field }: TextProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : write(value)));
  const shown =
    JSON.stringify(read(text)) === JSON.stringify(value) ? text : value === undefined ? '' : write(value);
  const Control = lines ? 'textarea' : 'input';
  return (
    <Field {...field} required>
      {(control) => (
        <Control
          {...control}
          className="input"
          value={shown}
          {...(lines && { rows: 4 })}
          onChange={(event) => {
            setText(event.target.value);
            onChange(read(event.target.value));
          }}
        />
      )}
    </Field>
  );
}
