/** Since when nothing has happened, and whose turn it is. course.md §5 */
import { plusCivilDays } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import type { Course } from '../state';
import { pendingPrescription, lossDecisionOwed, dispenseOwed } from './supply';
import { inMaintenance, therapyUntil } from './maintenance';
import { declined, doseReviewOwed } from './screening';
import { cycleOwingIntegration } from './cycles';

/** Since when the course has not gone on. */
export const waitingSince = ({ holds: [hold], progressAt }: Course): Instant =>
  hold ? latest(hold.since, progressAt) : progressAt;

/** A step is owed by the client, and nothing is booked that would be it. */
export function clientStepOwed(course: Course): boolean {
  const booked = course.sessions.some(({ status }) => status === 'scheduled');
  const withPartner = course.referral !== undefined && !course.approval && !course.referral.answer;
  const waits = withPartner || waitsOnPractice(course) || pendingPrescription(course) !== undefined;
  return !booked && !waits && !inMaintenance(course) && !declined(course);
}

/**
 * From when silence counts: the latest completed step, the day a booking fell away, or the end of the
 * therapy decided on. course.md §5
 */
export const silenceStartedAt = (course: Course): Instant =>
  [
    therapyUntil(course) ?? course.progressAt,
    ...course.sessions.flatMap(({ cancelledAt, missedAt }) => cancelledAt ?? missedAt ?? []),
  ].reduce(latest, course.progressAt);

/** When the silence has lasted so long that a clinician decides: civil days of the client. course.md §5 */
export const silenceDecisionDue = (course: Course): Instant =>
  plusCivilDays(course.client.zone, silenceStartedAt(course), course.protocol.clocks.silenceDecisionDays);

/** The client waits for others, who have their tasks: information, the dose review, a supply lost, expired or not prescribed yet. */
export const waitsOnPractice = (course: Course): boolean =>
  (doseReviewOwed(course) && !cycleOwingIntegration(course)) ||
  course.referral?.answer === 'needsInformation' ||
  lossDecisionOwed(course) ||
  dispenseOwed(course);
