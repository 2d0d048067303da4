import { useRead } from '../queries';
import { useSession } from '../session';

interface Props {
  /** The id of somebody on the staff, or nothing. */
  value: string;
  onChange: (id: string) => void;
}

/** The day of one colleague. */
export function Colleague({ value, onChange }: Props) {
  const { person } = useSession();
  const staff = useRead('/api/v1/practice/staff');
  return (
    <select
      className="input narrow"
      aria-label="A colleague"
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    >
      <option value="">A colleague …</option>
      {staff.data?.staff
        .filter(({ id }) => id !== person.id)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </select>
  );
}
