import { useId } from 'react';
import { Field } from '../../kit/Field';

interface Props {
  wrong?: string | undefined;
  value: string;
  onChange: (zone: string) => void;
}

/** A time zone, by its city. */
export function ZoneInput({ wrong, value, onChange }: Props) {
  const list = useId();
  return (
    <Field
      label="Time zone"
      required
      help="Of a city, such as America/New_York. Sessions, reminders and deadlines follow its clock."
      wrong={wrong}
    >
      {(control) => (
        <>
          <input
            {...control}
            className="input"
            list={list}
            autoComplete="off"
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
          <datalist id={list}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
