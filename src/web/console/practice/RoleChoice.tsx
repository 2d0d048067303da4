import type { MemberRole } from '../../../vocabulary/roles';
import { inWords } from '../../kit/words';

interface Props {
  legend: string;
  help?: string;
  wrong: string | undefined;
  choices: readonly MemberRole[];
  /** In this order: where several would do, the first acts. */
  value: readonly MemberRole[];
  onChange: (roles: MemberRole[]) => void;
}

/** One or more roles of one person. */
export function RoleChoice({ legend, help, wrong, choices, value, onChange }: Props) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {help && <p className="small">{help}</p>}
      {choices.map((role) => (
        <label key={role} className="choice">
          <input
            type="checkbox"
            checked={value.includes(role)}
            onChange={(event) => {
              const others = value.filter((each) => each !== role);
              onChange(event.target.checked ? [...others, role] : others);
            }}
          />
          {inWords(role)}
        </label>
      ))}
      {wrong && <p className="wrong">{wrong}</p>}
    </fieldset>
  );
}
