import { Card } from '../../kit/Card';
import { dayAndTime } from '../../kit/time';
import { sessionName, type Phase, type Session } from '../../kit/words';
import type { Course } from '../course/Standing';
import type { Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';

interface Props {
  course: Course;
  session: Session;
  onReport: (reporting: Reporting) => void;
}

/** What follows a session that is over: its integration, when it took place, as it is booked, or to book it. */
const OWING: readonly Phase[] = ['inSession', 'recovering', 'integrationDue'];

export function Next({ course, session: { cycle }, onReport }: Props) {
  const zone = useZone();
  const sessions = course.facts?.sessions ?? [];
  const integrations = sessions.filter((each) => each.kind === 'integration' && each.cycle === cycle);
  const booked = integrations.filter(({ status }) => status === 'scheduled');
  const over = integrations.filter(({ status }) => status === 'completed');
  // Only the latest cycle owes one, and a protocol may ask for several.
  const isLatest = sessions.every((each) => !each.startedAt || (each.cycle ?? 0) <= (cycle ?? 0));
  const isOwed = isLatest && OWING.includes(course.phase);
  return (
    <Card title="Next">
      <div className="body stack">
        {over.map(({ ref, start }) => (
          <p key={ref}>
            {sessionName(ref)} took place: {dayAndTime(zone, start)}
          </p>
        ))}
        {integrations.length === 0 && !isOwed && <p className="quiet">No integration is owed.</p>}
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
        {isOwed && booked.length === 0 && (
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
