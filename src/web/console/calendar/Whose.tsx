import { useRead } from '../queries';
import { useSession } from '../session';

interface Props {
  /** `mine`, the id of somebody on the staff, or everyone. */
  value: string | undefined;
  onChange: (whose: string | undefined) => void;
}

/** Whose sessions: of oneself, of one person, or of everyone. */
export function Whose({ value, onChange }: Props) {
  const { person } = useSession();
  const staff = useRead('/api/v1/practice/staff');
  const hold = staff.data?.staff.filter(
    ({ id, roles }) => id !== person.id && (roles.includes('therapist') || roles.includes('prescriber')),
  );
  return (
    <select
      className="input narrow"
      aria-label="Whose sessions"
      value={value ?? ''}
      onChange={(event) => {
        onChange(event.target.value || undefined);
      }}
    >
      <option value="">Everyone’s</option>
      <option value="mine">Mine</option>
      {hold?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
