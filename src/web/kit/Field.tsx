import { useId, type ReactNode } from 'react';

interface Props {
  label: string;
  help?: string | undefined;
  wrong?: string | undefined;
  required?: boolean | undefined;
  /** The control, with the attributes that tie it to its label, its help and its error. */
  children: (control: Control) => ReactNode;
}

export interface Control {
  id: string;
  required?: boolean | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
}

export function Field({ label, help, wrong, required, children }: Props) {
  const id = useId();
  const described = [help && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {!required && <span className="small"> (optional)</span>}
      </label>
      {children({
        id,
        ...(required && { required }),
        ...(described && { 'aria-describedby': described }),
        ...(wrong && { 'aria-invalid': true }),
      })}
      {help && (
        <p id={`${id}-help`} className="help">
          {help}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} className="wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
