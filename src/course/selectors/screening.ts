/** The medical evaluation, what the prescriber decides, labs and training. course.md §4.1, §6 */
import { endOfDay } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { Course } from '../state';
import { completedCount, scheduledSession } from './sessions';
import { exploratoryDone, lastCycle } from './cycles';

export const evaluationDone = (course: Course): boolean =>
  course.evaluatedAt !== undefined || completedCount(course, 'medical') > 0;

/** The protocol requires the medical evaluation before any preparation, and it has not taken place. */
export const evaluationOwedFirst = (course: Course): boolean =>
  course.protocol.screening.beforePreparation === true && !evaluationDone(course);

/** The practice conducts the medical evaluation itself and has not done so: nobody can approve yet. */
export const ownEvaluationOwed = (course: Course): boolean =>
  course.protocol.fees.medical.kind !== 'none' && !evaluationDone(course);

/** The first follow-up after so many dosing sessions: since when it is to be booked, unless it is or took place. */
export function followUpToBookSince(course: Course): Instant | undefined {
  const { bookAfterDosings } = course.protocol.followUp;
  const since = bookAfterDosings === undefined ? undefined : course.cycles[bookAfterDosings - 1]?.endedAt;
  const covered = scheduledSession(course, 'medical') ?? (since && (course.evaluatedAt ?? since) > since);
  return covered || declined(course) ? undefined : since;
}

/** The exploratory cycles are done, the dose is not confirmed, and dosing was not declined. course.md §4.4 */
export const doseReviewOwed = (course: Course): boolean =>
  course.protocol.dosing.exploratory > 0 &&
  exploratoryDone(course) &&
  !course.doseConfirmedAt &&
  !declined(course);

/** The prescriber has declined: no more dosing. Therapy may continue, or the course ends. course.md §6 */
export const declined = ({ referral }: Course): boolean => referral?.answer === 'declined';

/** When the next follow-up is due: by the end of a quarter after the latest medical evaluation, in the client's zone. */
export function followUpDueBy(course: Course): Instant | undefined {
  return (
    course.evaluatedAt && endOfDay(course.client.zone, course.evaluatedAt, course.protocol.followUp.everyDays)
  );
}

/** Medical follow-ups go on: while there is an approval, or was a dosing session, unless care ends. */
export const followUpWanted = (course: Course): boolean =>
  (course.approval ?? lastCycle(course)) !== undefined &&
  course.review?.decision !== 'end' &&
  !declined(course);

/** Until when the latest labs are valid: through the last of their civil days at the practice. */
export const labsValidUntil = ({ labsClearedAt, practice, protocol }: Course): Instant | undefined =>
  labsClearedAt && endOfDay(practice.zone, labsClearedAt, protocol.screening.labsValidDays);

/** Whether the labs the protocol requires are cleared and valid at `at`; true if it requires none. */
export function labsValid(course: Course, at: Instant): boolean {
  if (!course.protocol.screening.labs) return true;
  const until = labsValidUntil(course);
  return (
    until !== undefined && course.labsClearedAt !== undefined && course.labsClearedAt <= at && at <= until
  );
}

export const trainingOwed = ({ protocol, trainedAt }: Course): boolean =>
  protocol.screening.training && !trainedAt;
