import { TextInput } from '../../kit/TextInput';

interface Props {
  help: string;
  value: string;
  onChange: (code: string) => void;
}

export function CodeField({ help, value, onChange }: Props) {
  return (
    <TextInput
      label="Code"
      required
      help={help}
      digits
      fills="one-time-code"
      value={value}
      onChange={onChange}
    />
  );
}
