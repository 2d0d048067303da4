/** Since when nothing has happened, and whose turn it is. course.md §5 */
import { FIRST_HOUR } from '../../time/calendar';
import { atTimeOfDay } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import type { Course } from '../state';
import { pendingPrescription, lossDecisionOwed, dispenseOwed } from './supply';
import { inMaintenance, therapyUntil } from './maintenance';
import { declined, doseReviewOwed } from './screening';
import { wordsOwed } from './therapistsWord';
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
 * When the silence started: at the latest completed step, the latest canceled or missed booking, the
 * latest word of the client, or the end of the therapy that the review decided on. course.md §5
 */
export const silenceStartedAt = (course: Course): Instant =>
  [
    therapyUntil(course) ?? course.progressAt,
    course.heardAt ?? course.progressAt,
    ...course.sessions.flatMap(({ cancelledAt, missedAt }) => cancelledAt ?? missedAt ?? []),
  ].reduce(latest, course.progressAt);

/** The morning of the day, so many civil days after the one on which the silence started. course.md §5 */
export const morningOfSilence = (course: Course, zone: string, days: number): Instant =>
  atTimeOfDay(zone, silenceStartedAt(course), days, FIRST_HOUR);

/** When a clinician must decide about a silent client: staff work, so in the practice’s zone. course.md §5 */
export const silenceDecisionDue = (course: Course): Instant =>
  morningOfSilence(course, course.practice.zone, course.protocol.clocks.silenceDecisionDays);

/** The client is waiting on the practice: for the therapist's word, information, the dose review, or a prescription. */
export const waitsOnPractice = (course: Course): boolean =>
  (doseReviewOwed(course) && !cycleOwingIntegration(course)) ||
  course.referral?.answer === 'needsInformation' ||
  lossDecisionOwed(course) ||
  wordsOwed(course).length > 0 ||
  dispenseOwed(course);
