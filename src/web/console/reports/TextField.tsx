import { Field } from '../../kit/Field';

interface TextProps {
  label: string;
  required: boolean;
  help: string | undefined;
  wrong: string | undefined;
  value: string | number;
  onText: (text: string) => void;
  type?: 'number';
  step?: string;
  /** So many are seen at once. */
  rows?: number;
  lines?: boolean;
  /** Its text is not written back while it is typed: a list is read from it. */
  lazy?: boolean;
}

/** One line, several lines, or a number. */
export function TextField({ value, onText, type, step, rows = 2, lines, lazy, ...field }: TextProps) {
  return (
    <Field {...field}>
      {(control) => {
        if (lines)
          return (
            <textarea
              {...control}
              className="input"
              rows={rows}
              value={value}
              onChange={(event) => {
                onText(event.target.value);
              }}
            />
          );
        if (lazy)
          return (
            <input
              {...control}
              className="input"
              defaultValue={value}
              onChange={(event) => {
                onText(event.target.value);
              }}
            />
          );
        return (
          <input
            {...control}
            className="input"
            {...(type && { type, step, inputMode: 'decimal' })}
            value={value}
            onChange={(event) => {
              onText(event.target.value);
            }}
          />
        );
      }}
    </Field>
  );
}
