import { Card } from '../../kit/Card';
import { dayAndTime } from '../../kit/time';
import { sessionName, type Session } from '../../kit/words';
import type { Course } from '../course/Standing';
import type { Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';

interface Props {
  course: Course;
  session: Session;
  onReport: (reporting: Reporting) => void;
}

/** What follows a session that is over: its integration, as it is booked, or to book it. */
export function Next({ course, session: { cycle }, onReport }: Props) {
  const zone = useZone();
  const booked = (course.facts?.sessions ?? []).filter(
    (each) => each.kind === 'integration' && each.cycle === cycle && each.status === 'scheduled',
  );
  return (
    <Card title="Next">
      <div className="body stack">
        {booked.map(({ ref, start }) => (
          <div key={ref} className="wrap">
            <p className="strong">
              {sessionName(ref)} is booked: {dayAndTime(zone, start)}
            </p>
            <button
              type="button"
              className="button large"
              onClick={() => {
                onReport({ signal: 'sessionRescheduled', preset: { session: ref, start } });
              }}
            >
              Move<span className="hidden"> {sessionName(ref)}</span>
            </button>
          </div>
        ))}
        {booked.length === 0 && (
          <div>
            <button
              type="button"
              className="button primary large"
              onClick={() => {
                onReport({
                  signal: 'sessionScheduled',
                  preset: { kind: 'integration' },
                  label: 'Book integration',
                });
              }}
            >
              Book integration
            </button>
          </div>
        )}
      </div>
    </Card>
  );
}
