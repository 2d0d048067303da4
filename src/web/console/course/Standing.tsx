/** One plain paragraph: where the course stands, what it waits for, who can act, and what happens if nobody does. */
import type { Answer } from '../../client/api';
import { Tag } from '../../kit/Tag';
import { dayAndTime, due } from '../../kit/time';
import { inWords, roleName, STANDING, templateName, whoCan } from '../../kit/words';
import { useZone } from '../session';

export type Course = Answer<'get', '/api/v1/courses/{id}'>;
type Blocker = NonNullable<Course['waiting']['blockers']>[number];
type Consequence = NonNullable<Course['waiting']['consequences']>[number];

export function Standing({ course }: { course: Course }) {
  const zone = useZone();
  const { phase, waiting, onHold, live, breachAt } = course;
  const consequences = waiting.consequences ?? [];
  const urgent = breachAt && due(zone, breachAt);
  const next = nextOf(waiting.blockers ?? []);
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
          {STANDING[phase]}{' '}
          {next && (
            <>
              It waits for {whoCan(next.who)}: <strong>{next.sentence}</strong>
              {next.dueBy && ` Due ${dayAndTime(zone, next.dueBy)}.`}
            </>
          )}
        </p>
        <div className="wrap">
          {urgent && <Tag tone={urgent.tone}>{urgent.words}</Tag>}
          {consequences.length > 0 && (
            <p className="quiet">
              If nobody acts:{' '}
              {consequences.map((each, index) => (
                <span key={`${each.at} ${each.what}`}>
                  {index > 0 && ' · '}
                  <strong>{dayAndTime(zone, each.at)}</strong> {consequenceWords(each)}
                </span>
              ))}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** What must be done next: the task that is due first, else the first gate that somebody can open. */
function nextOf(blockers: readonly Blocker[]): Blocker | undefined {
  const tasks = blockers.filter(({ kind }) => kind === 'task');
  const [first] = [...tasks].sort((a, b) => (a.dueBy ?? '9').localeCompare(b.dueBy ?? '9'));
  return first ?? blockers.find(({ who }) => who.length > 0);
}

function consequenceWords({ kind, what, to }: Consequence): string {
  const whom = to ? roleName(to) : 'staff';
  switch (kind) {
    case 'breach':
      return `the ${inWords(what).toLowerCase()} counts as missed, and the lead is told`;
    case 'task':
      return `task for the ${whom}: ${inWords(what).toLowerCase()}`;
    case 'message':
      return `e-mail to the ${whom}: ${templateName(what).toLowerCase()}`;
    default:
      return inWords(what).toLowerCase();
  }
}
