import type { Rehearsal } from '../../src/rehearsal/result';
import type { Recorded } from '../../src/course/events';

const CALL = 'call-instead-of-mail';

/** A mail server's refusal: that a message was not delivered, and the call it becomes. */
const refusedKey = (event: Recorded): string | undefined => {
  if (event.type === 'messageUndelivered') return event.key;
  if (event.type === 'taskOpened' && event.kind === CALL) return event.key.slice(`${CALL}:`.length);
  return undefined;
};

/** Mails of one step leave side by side, so their refusals come in any order: here by key. */
function inOneOrder(events: readonly Recorded[]): Recorded[] {
  const ordered: Recorded[] = [];
  for (const event of events) {
    const key = refusedKey(event);
    const after = (other: Recorded) => key !== undefined && (refusedKey(other) ?? '') > key;
    ordered.splice(ordered.findLastIndex((other) => !after(other)) + 1, 0, event);
  }
  return ordered.map((event, index) => ({ ...event, seq: index + 1 }));
}

/** The course learned of a refusal when the mail server answered, some seconds after the model says: to the minute. */
const toTheMinute = (event: Recorded): Recorded => ({
  ...event,
  at: event.at.slice(0, 16) as Recorded['at'],
});

const fact = ({ recordedAt: _, ...event }: Recorded, course: string): unknown =>
  JSON.parse(JSON.stringify(event).replaceAll(course, 'COURSE'));

const courseOf = ({ events }: Rehearsal): string =>
  events[0]?.type === 'courseStarted' ? events[0].course : '';

/** What must be the same wherever a course runs; when it was recorded is not. */
export const facts = (rehearsal: Rehearsal): unknown[] => {
  const { events } = rehearsal;
  const refused = events.some(({ type }) => type === 'messageUndelivered');
  const compared = refused ? inOneOrder(events).map(toTheMinute) : events;
  return compared.map((event) => fact(event, courseOf(rehearsal)));
};

export const messagesDue = ({ messages }: Rehearsal): unknown[] =>
  messages.map(({ template, recipient, at, state }) => ({
    ...{ template, recipient, at, failed: state === 'failed' },
  }));
