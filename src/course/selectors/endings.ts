/** How the client learns that a course, or a session for good, has ended. */
import type { TemplateId } from '../../vocabulary/templates';
import type { Course, Outcome, Session } from '../state';

export const FAREWELL: Partial<Record<Outcome, TemplateId>> = {
  completed: 'courseEnded',
  withdrawn: 'courseEndedEarly',
  transferred: 'courseEndedEarly',
  lostToFollowUp: 'courseEndedEarly',
  discharged: 'courseEndedEarly',
};

/** Identifies the end: one after a closing that was undone is another. */
export const endOccurrence = ({ reopened }: Course): string => (reopened ? `end.${reopened.at}` : 'end');

/** Identifies a cancellation: one after a booking that was restored is another. */
export const cancellationOccurrence = ({ ref, revision, restoredAt }: Session): string =>
  restoredAt === undefined ? ref : `${ref}.${revision}.off`;

/** The keys of the message that takes leave of the client. */
export function farewellKeys(course: Course): string[] {
  const template = course.closed && FAREWELL[course.closed.outcome];
  return template ? [`${template}:${endOccurrence(course)}:client`] : [];
}

/** The keys of the messages that cancel a session. */
export const cancellationKeys = (session: Session): string[] =>
  ['sessionCalledOff', 'sessionCancelled'].map(
    (template) => `${template}:${cancellationOccurrence(session)}:client`,
  );
