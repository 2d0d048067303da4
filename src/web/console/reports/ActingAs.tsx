import { useId } from 'react';
import type { ActorRole } from '../../../vocabulary/roles';
import { roleName } from '../../kit/words';
import { useSession } from '../session';

interface Props {
  /** Those of the person's roles that may report it. */
  roles: readonly ActorRole[];
  role: string | undefined;
  onChange: (role: string) => void;
}

/** In whose name it is recorded, and in which role: who has several may choose another. */
export function ActingAs({ roles, role, onChange }: Props) {
  const { name } = useSession().person;
  const id = useId();
  const [first] = roles;
  if (roles.length < 2) return first && <p className="small">Recorded as {`${name}, ${roleName(first)}`}.</p>;
  return (
    <div className="wrap acting">
      <label htmlFor={id}>Recorded as {name},</label>
      <select
        id={id}
        className="input"
        value={role}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {roleName(each)}
          </option>
        ))}
      </select>
    </div>
  );
}
