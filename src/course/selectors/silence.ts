/** Since when nothing has happened, and whose turn it is. course.md §5 */
import { plusCivilDays } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import type { Course } from '../state';
import { pendingPrescription, lossDecisionOwed, dispenseOwed } from './supply';
import { inMaintenance, therapyUntil } from './maintenance';
import { declined, doseReviewOwed } from './screening';
import { cycleOwingIntegration } from './cycles';

/** Since when the course has been waiting. */
export const waitingSince = ({ holds: [hold], progressAt }: Course): Instant =>
  hold ? latest(hold.since, progressAt) : progressAt;

/** The client must take the next step, and nothing is booked. */
export function clientStepOwed(course: Course): boolean {
  const booked = course.sessions.some(({ status }) => status === 'scheduled');
  const withPartner = course.referral !== undefined && !course.approval && !course.referral.answer;
  const waits = withPartner || waitsOnPractice(course) || pendingPrescription(course) !== undefined;
  return !booked && !waits && !inMaintenance(course) && !declined(course);
}

/**
 * When the silence started: at the latest completed step, the latest canceled or missed booking, or the end
 * of the therapy that the review decided on. course.md §5
 */
export const silenceStartedAt = (course: Course): Instant =>
  [
    therapyUntil(course) ?? course.progressAt,
    ...course.sessions.flatMap(({ cancelledAt, missedAt }) => cancelledAt ?? missedAt ?? []),
  ].reduce(latest, course.progressAt);

/** When a clinician must decide about a silent client, in the client's civil days. course.md §5 */
export const silenceDecisionDue = (course: Course): Instant =>
  plusCivilDays(course.client.zone, silenceStartedAt(course), course.protocol.clocks.silenceDecisionDays);

/** The client is waiting on the practice: for information, the dose review, or a prescription. */
export const waitsOnPractice = (course: Course): boolean =>
  (doseReviewOwed(course) && !cycleOwingIntegration(course)) ||
  course.referral?.answer === 'needsInformation' ||
  lossDecisionOwed(course) ||
  dispenseOwed(course);
