/** One plain paragraph: where the course stands, what it waits for, who can act, and what happens if nobody does. */
import type { Answer } from '../../client/api';
import { day, dayAndTime } from '../../kit/time';
import { HOLD_REASONS, inWords, roleName, STANDING, taskName, templateName } from '../../kit/words';
import { inSentence } from '../reports/hints';
import { useZone } from '../session';
import { StandsTag, waitsFor } from './stands';

export type Course = Answer<'get', '/api/v1/courses/{id}'>;
type Consequence = NonNullable<Course['waiting']['consequences']>[number];

export function Standing({ course }: { course: Course }) {
  const zone = useZone();
  const { phase, waiting, waitingOn, next, onHold, live } = course;
  const consequences = waiting.consequences ?? [];
  const why = whyOnHold(course);
  return (
    <section className="card" aria-label="Where it stands">
      <div className="body stack">
        {!live && (
          <p className="note soon" role="status">
            The course does not answer right now. This is what was last stored.
          </p>
        )}
        <p className="standing">
          {onHold && <strong>The course is on hold. </strong>}
          {why !== '' && `Why: ${why}. `}
          {STANDING[phase]}{' '}
          {next ? (
            <>
              It waits for {waitsFor(course)}: <strong>{next.sentence}</strong>
              {next.dueBy && ` Due ${dayAndTime(zone, next.dueBy)}.`}
            </>
          ) : (
            waitingOn !== 'nobody' && `It waits for ${waitsFor(course)}.`
          )}
        </p>
        <div className="wrap">
          <StandsTag course={course} />
          {consequences.length > 0 && (
            <p className="quiet">
              If nobody acts:{' '}
              {consequences.map((each, index) => (
                <span key={`${each.at} ${each.what}`}>
                  {index > 0 && ' · '}
                  <strong>{isFar(each.at) ? day(zone, each.at) : dayAndTime(zone, each.at)}</strong>{' '}
                  {consequenceWords(each)}
                </span>
              ))}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** Only for those who treat clients or lead the practice: others get no reasons. */
const whyOnHold = ({ facts }: Course): string =>
  (facts?.holds ?? [])
    .flatMap(({ reason, note }) =>
      reason ? [HOLD_REASONS[reason].toLowerCase() + (note === undefined ? '' : ` (“${note}”)`)] : [],
    )
    .join('; ');

const DAYS_14_MS = 14 * 86_400_000;

/** Of what is weeks away, nobody needs the hour. */
const isFar = (at: string): boolean => Date.parse(at) - Date.now() > DAYS_14_MS;

function consequenceWords({ kind, what, to }: Consequence): string {
  const whom = to ? roleName(to) : 'staff';
  switch (kind) {
    case 'breach':
      return `the ${inWords(what).toLowerCase()} counts as missed, and the lead is told`;
    case 'task':
      return `task for the ${whom}: ${inSentence(taskName(what))}`;
    case 'message':
      return `e-mail to the ${whom}: ${templateName(what).toLowerCase()}`;
    default:
      return inWords(what).toLowerCase();
  }
}
