import type { Recorded } from '../../src/course/events';
import type { Rehearsal } from '../../src/rehearsal/report';

const fact = ({ recordedAt: _, ...event }: Recorded, course: string): unknown =>
  JSON.parse(JSON.stringify(event).replaceAll(course, 'COURSE'));

const courseOf = ({ events }: Rehearsal): string =>
  events[0]?.type === 'courseStarted' ? events[0].course : '';

/** What must be the same wherever a course is lived; when it was written down is not. */
export const facts = (rehearsal: Rehearsal): unknown[] =>
  rehearsal.events.map((event) => fact(event, courseOf(rehearsal)));

export const messagesDue = ({ messages }: Rehearsal): unknown[] =>
  messages.map(({ template, recipient, at }) => ({ template, recipient, at }));
