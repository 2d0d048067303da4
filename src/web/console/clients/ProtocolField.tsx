import { Field } from '../../kit/Field';
import { useRead } from '../queries';

/** The protocol of a course that starts: those that the practice offers. */
export function ProtocolField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const protocols = useRead('/api/v1/protocols');
  const offered = useRead('/api/v1/practice').data?.protocols;
  return (
    <Field
      label="Protocol"
      required
      help="How the practice runs the course. It keeps this version until it is moved."
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
          <option value="">Choose …</option>
          {protocols.data?.protocols
            .filter(({ id }) => offered?.includes(id) ?? true)
            .map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
        </select>
      )}
    </Field>
  );
}
