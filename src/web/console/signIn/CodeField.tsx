import { Field } from '../../kit/Field';

interface Props {
  help: string;
  value: string;
  onChange: (code: string) => void;
}

export function CodeField({ help, value, onChange }: Props) {
  return (
    <Field label="Code" required help={help}>
      {(control) => (
        <input
          {...control}
          className="input"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
