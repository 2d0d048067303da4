import { Field } from '../../kit/Field';
import { TextInput } from '../../kit/TextInput';
import { cityOf } from '../practice/ZoneInput';
import { US_ZONES } from '../zones';

export interface Contact {
  name: string;
  email: string;
  phone: string;
  /** IANA time zone. */
  zone: string;
}

interface Props {
  values: Contact;
  wrong: Readonly<Record<string, string>>;
  /** Offered before the others. */
  home: string;
  set: (change: Partial<Contact>) => void;
}

/** What a client without a number cannot do. */
export const WITHOUT_PHONE =
  'Without one, the client cannot open pages that ask for its last four digits, such as questionnaires and the estimate.';

/** How a client is reached, and whose clock they live by. */
export function ContactFields({ values, wrong, home, set }: Props) {
  const text = (name: 'name' | 'email' | 'phone') => ({
    wrong: wrong[name],
    value: values[name],
    onChange: (given: string) => {
      set({ [name]: given });
    },
  });
  return (
    <>
      <TextInput label="Name" required {...text('name')} />
      <TextInput
        label="E-mail address"
        type="email"
        help="Without one, everything that would be sent becomes a call."
        {...text('email')}
      />
      <TextInput
        label="Telephone"
        type="tel"
        {...(values.phone.trim() === '' && { help: WITHOUT_PHONE })}
        {...text('phone')}
      />
      <Field label="Time zone" required wrong={wrong.zone}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={values.zone}
            onChange={(event) => {
              set({ zone: event.target.value });
            }}
          >
            {[...new Set([home, ...US_ZONES, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
              <option key={zone} value={zone}>
                {cityOf(zone)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
