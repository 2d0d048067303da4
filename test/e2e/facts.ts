import type { Rehearsal } from '../../src/rehearsal/result';
import type { Recorded } from '../../src/course/events';

const CALL = 'call-instead-of-mail';

/** Why a message could not go out, as only its attempt found out. */
const FOUND_OUT: readonly string[] = ['no-address', 'opted-out'];

/** What comes back from work outside the course: a message that did not go out, the call it becomes, the referral. */
const outcomeKey = (event: Recorded): string | undefined => {
  if (event.type === 'messageUndelivered') return event.key;
  if (event.type === 'messageDropped' && FOUND_OUT.includes(event.reason)) return event.key;
  if (event.type === 'taskOpened' && event.kind === CALL) return event.key.slice(`${CALL}:`.length);
  if (event.type === 'referralSent') return event.cause;
  return undefined;
};

/** What one step sets off runs side by side, so its outcomes come in any order: here by key. */
function inOneOrder(events: readonly Recorded[]): Recorded[] {
  const ordered: Recorded[] = [];
  for (const event of events) {
    const key = outcomeKey(event);
    const after = (other: Recorded) => key !== undefined && (outcomeKey(other) ?? '') > key;
    ordered.splice(ordered.findLastIndex((other) => !after(other)) + 1, 0, event);
  }
  return ordered.map((event, index) => ({ ...event, seq: index + 1 }));
}

/** The course learned of it when the attempt ended, some seconds after the model says: to the minute. */
const toTheMinute = <T extends { at: string }>(fact: T): T => ({ ...fact, at: fact.at.slice(0, 16) });

const fact = ({ recordedAt: _, ...event }: Recorded, course: string): unknown =>
  JSON.parse(JSON.stringify(event).replaceAll(course, 'COURSE'));

const courseOf = ({ events }: Rehearsal): string =>
  events[0]?.type === 'courseStarted' ? events[0].course : '';

/** What must be the same wherever a course runs; when it was recorded is not. */
export const facts = (rehearsal: Rehearsal): unknown[] => {
  const { events } = rehearsal;
  const failed = events.some((event) => event.type !== 'referralSent' && outcomeKey(event) !== undefined);
  const compared = failed ? inOneOrder(events).map(toTheMinute) : events;
  return compared.map((event) => fact(event, courseOf(rehearsal)));
};

/** By time: those of one step are recorded in the order in which their attempts end. */
export const messagesDue = ({ messages }: Rehearsal): unknown[] =>
  messages
    .map(({ template, recipient, at, state }) => {
      const due = { template, recipient, at, failed: state === 'failed' };
      return state === 'dropped' ? toTheMinute(due) : due;
    })
    .sort((a, b) => inOrder(a).localeCompare(inOrder(b)));

const inOrder = ({ at, recipient, template }: Record<'at' | 'recipient' | 'template', string>): string =>
  [at, recipient, template].join(' ');
