import { Field } from '../../kit/Field';

interface Props {
  wrong?: string | undefined;
  value: string;
  onChange: (zone: string) => void;
}

const ALL = Intl.supportedValuesOf('timeZone');
const OWN = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `Los Angeles`, from `America/Los_Angeles`: typing it in the list finds it. */
export const cityOf = (zone: string): string =>
  zone
    .slice(zone.indexOf('/') + 1)
    .replaceAll('_', ' ')
    .replaceAll('/', ', ');
const regionOf = (zone: string): string => zone.split('/', 1)[0] ?? zone;

/** A time zone, by its city, from all there are. */
export function ZoneInput({ wrong, value, onChange }: Props) {
  const first = [...new Set([OWN, value])].filter((zone) => zone === OWN || (zone && !ALL.includes(zone)));
  const others = ALL.filter((zone) => !first.includes(zone));
  return (
    <Field
      label="Time zone"
      required
      help="Type a city to find it. Sessions, reminders and deadlines follow its clock."
      wrong={wrong}
    >
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          <optgroup label="Of this computer">
            {first.map((zone) => (
              <option key={zone} value={zone}>
                {cityOf(zone)}
              </option>
            ))}
          </optgroup>
          {[...new Set(others.map(regionOf))].map((region) => (
            <optgroup key={region} label={region}>
              {others
                .filter((zone) => regionOf(zone) === region)
                .map((zone) => (
                  <option key={zone} value={zone}>
                    {cityOf(zone)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
