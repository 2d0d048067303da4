/** Preparation sessions, and how long a session is planned to be. course.md §2 */
import type { Course, SessionKind } from '../state';
import { completedCount, bookingsOf } from './sessions';
import { evaluationDone, evaluationOwedFirst } from './screening';

/** Completed preparation sessions, not counting opening sessions. */
export const preparationsDone = (course: Course): number =>
  Math.max(0, completedCount(course, 'preparation') - openingsPlanned(course));

const openingsPlanned = ({ protocol }: Course): number => protocol.preparation.opening?.sessions ?? 0;

/** Opening sessions still owed. The first sessions of the preparation kind are opening sessions. */
export const openingsOwed = (course: Course): number =>
  Math.max(0, openingsPlanned(course) - completedCount(course, 'preparation'));

/** Sessions of the preparation kind still owed, including opening sessions. */
export const preparationsOwed = (course: Course): number =>
  openingsOwed(course) + Math.max(0, course.preparationMinimum - preparationsDone(course));

/** Preparation waits for the first supply. Additional preparation that the prescriber requested does not. */
export const preparationAwaitsSupply = ({ protocol, supply, referral }: Course): boolean =>
  protocol.preparation.afterSupply && supply.dispensed === 0 && referral?.answer !== 'morePreparation';

/** How many of the sessions owed can take place now. */
export function preparationsBookable(course: Course): number {
  if (evaluationOwedFirst(course)) return 0;
  return preparationAwaitsSupply(course) ? openingsOwed(course) : preparationsOwed(course);
}

/** Whether the next preparation session to book is an opening session. */
export const nextIsOpening = (course: Course): boolean =>
  openingsOwed(course) > bookingsOf(course, 'preparation').length;

/** The planned length of the next session of a kind. */
export function plannedMinutes(course: Course, kind: SessionKind): number {
  const { preparation, screening, followUp, dosing, integration } = course.protocol;
  const opening = nextIsOpening(course) ? preparation.opening : undefined;
  return {
    preparation: (opening ?? preparation).minutes,
    medical: evaluationDone(course) ? followUp.minutes : screening.minutes,
    dosing: dosing.minutes,
    integration: integration.minutes,
  }[kind];
}
