import type { HTMLInputAutoCompleteAttribute } from 'react';
import { Field } from './Field';

interface Props {
  label: string;
  help?: string | undefined;
  wrong?: string | undefined;
  required?: boolean;
  type?: 'text' | 'email' | 'tel' | 'password';
  /** Whether the keyboard of a telephone shows digits. */
  digits?: boolean;
  /** What the browser may fill in; by default nothing. */
  fills?: HTMLInputAutoCompleteAttribute;
  value: string;
  onChange: (text: string) => void;
}

/** One line of text, with its label. */
export function TextInput({ type = 'text', digits, fills = 'off', value, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="input"
          type={type}
          {...(digits && { inputMode: 'numeric' })}
          autoComplete={fills}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
