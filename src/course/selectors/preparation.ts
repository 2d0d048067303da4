/** Preparation sessions, and how long a session is planned to be. course.md §2 */
import type { Course, SessionKind } from '../state';
import { completedCount, bookingsOf } from './sessions';
import { evaluationOwedFirst } from './screening';

/** Sessions of preparation that have taken place, without those a course opens with. */
export const preparationsDone = (course: Course): number =>
  Math.max(0, completedCount(course, 'preparation') - openingsPlanned(course));

const openingsPlanned = ({ protocol }: Course): number => protocol.preparation.opening?.sessions ?? 0;

/** Opening sessions that have not taken place: the first of the preparation kind are these. */
export const openingsOwed = (course: Course): number =>
  Math.max(0, openingsPlanned(course) - completedCount(course, 'preparation'));

/** Sessions of the preparation kind until its minimum is met, the opening ones included. */
export const preparationsOwed = (course: Course): number =>
  openingsOwed(course) + Math.max(0, course.preparationMinimum - preparationsDone(course));

/** Preparation proper waits for the supply, and none has come; more of it that the prescriber asked for does not. */
export const preparationAwaitsSupply = ({ protocol, supply, referral }: Course): boolean =>
  protocol.preparation.afterSupply && supply.dispensed === 0 && referral?.answer !== 'morePreparation';

/** Of the sessions owed, those that can be held now. */
export function preparationsBookable(course: Course): number {
  if (evaluationOwedFirst(course)) return 0;
  return preparationAwaitsSupply(course) ? openingsOwed(course) : preparationsOwed(course);
}

/** The next session of the preparation kind to be booked is an opening one. */
export const nextIsOpening = (course: Course): boolean =>
  openingsOwed(course) > bookingsOf(course, 'preparation').length;

/** How long a session is planned to be when it is booked next. */
export function plannedMinutes(course: Course, kind: SessionKind): number {
  const { preparation, screening, dosing, integration } = course.protocol;
  const opening = nextIsOpening(course) ? preparation.opening : undefined;
  return {
    preparation: (opening ?? preparation).minutes,
    medical: screening.minutes,
    dosing: dosing.minutes,
    integration: integration.minutes,
  }[kind];
}
