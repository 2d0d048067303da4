import { Card } from '../../kit/Card';
import { roleName } from '../../kit/words';
import { STAFF_ROLES } from '../../../vocabulary/roles';
import { useRead } from '../queries';
import { useMayReport } from '../reports/forms';
import type { Reporting } from '../reports/ReportDialog';
import type { Course } from './Standing';

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

/** Who looks after the course, in which role. */
export function CareTeam({ course, onReport }: Props) {
  const staff = useRead('/api/v1/practice/staff');
  const { careTeam } = course;
  const mayReport = useMayReport();
  const offered = course.possible?.some(({ name }) => name === 'careTeamChanged');
  const change = () => {
    // Who has left the practice is not named again.
    const present = careTeam.filter(({ id }) => staff.data?.staff.some((each) => each.id === id));
    const team = Object.fromEntries(present.map(({ role, id }) => [role, id]));
    onReport({ signal: 'careTeamChanged', preset: { team } });
  };
  return (
    <Card
      title="Care team"
      aside={
        offered &&
        mayReport('careTeamChanged') &&
        staff.data && (
          <button type="button" className="button" onClick={change}>
            Change
            <span className="hidden"> the care team</span>
          </button>
        )
      }
    >
      <dl className="facts">
        {STAFF_ROLES.map((role) => {
          const member = careTeam.find((each) => each.role === role);
          return (
            <div key={role} className="fact">
              <dt>{roleName(role)}</dt>
              <dd>{member?.name ?? <span className="quiet">everyone with this role</span>}</dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
