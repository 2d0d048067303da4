/** What the prescriber is assumed to do. */
import { cycleOwingIntegration, lastCycle } from '../../selectors/cycles';
import {
  declined,
  doseReviewOwed,
  ownEvaluationOwed,
  labsValid,
  followUpDueBy,
  trainingOwed,
} from '../../selectors/screening';
import { scheduledSession } from '../../selectors/sessions';
import { nextDoseAvailable } from '../../selectors/supply';
import type { Assume } from '../../../catalog/assumptions';
import type { Course, Session } from '../../state';
import { latest, minutesBetween, type Instant } from '../../../time/instant';
import { dueBeforeCents } from '../../money/ledger';
import { type Planned, report, clientTime, workday, minutesFromNow, endOf, book, DAY_MINUTES } from './build';
import { againstBooking, dosingAhead } from './series';

/** A booked medical session, paid where that is due before, and held. */
export function heldMedical(course: Course, booked: Session): Planned {
  const cents = dueBeforeCents(course, booked);
  return cents > 0
    ? report(course, minutesFromNow(course, 15), 'biller', 'paymentPosted', { cents, method: 'card' })
    : report(course, endOf(booked), 'therapist', 'sessionCompleted', { session: booked.ref });
}

/** After the referral: the practice's own evaluation where it has one, then the prescriber's decision. */
export function screening(course: Course, assume: Assume): Planned | undefined {
  const { referral, approval } = course;
  if (!referral?.sentAt || approval) return undefined;
  if (referral.answer === 'declined' || referral.answer === 'morePreparation') return undefined;
  if (ownEvaluationOwed(course)) {
    return scheduledSession(course, 'medical')
      ? undefined
      : book(course, assume, 'medical', workday(course, course.clock, 2, 15));
  }
  // What was asked for is assumed to be sent at once.
  const asked = referral.answer ? (referral.answeredAt ?? course.progressAt) : referral.sentAt;
  return report(course, workday(course, asked, assume.decisionDays, 15), 'prescriber', 'prescriberDecision', {
    decision: 'approved',
    examined: assume.examined,
  });
}

/** The prescriber approves anew. */
export const renewed = (
  course: Course,
  session: Session | undefined,
  { decisionDays, examined }: Assume,
): Planned =>
  report(
    course,
    inTimeFor(course, session, workday(course, course.clock, decisionDays, 15), 15),
    'prescriber',
    'prescriberDecision',
    { decision: 'approved', examined },
  );

/** The approval is renewed before it ends, while dosing is to come. */
export function renewApproval(course: Course, assume: Assume): Planned | undefined {
  const { approval } = course;
  if (!approval || scheduledSession(course, 'dosing') || !dosingAhead(course, assume)) return undefined;
  return minutesBetween(course.clock, approval.validUntil) < 15 * DAY_MINUTES
    ? renewed(course, undefined, assume)
    : undefined;
}

/** Labs and training the protocol asks for, once the approval is there; labs anew when they will be too old. */
export function clearances(course: Course, assume: Assume): Planned | undefined {
  if (!course.approval || !dosingAhead(course, assume)) return undefined;
  const session = scheduledSession(course, 'dosing');
  if (!labsValid(course, latest(session?.start ?? course.clock, course.clock))) {
    const seen = inTimeFor(course, session, workday(course, course.clock, 1, 11), 11);
    return report(course, seen, 'prescriber', 'labsCleared', {});
  }
  return trainingOwed(course) && nextDoseAvailable(course)
    ? report(course, workday(course, course.clock, 1, 11), 'partner', 'trainingCompleted', {})
    : undefined;
}

/** What is renewed before a session that is booked far ahead: a week before it, not at once. */
const inTimeFor = (course: Course, session: Session | undefined, soonest: Instant, hour: number): Instant =>
  session ? latest(soonest, clientTime(course, session.start, -7, hour)) : soonest;

export const evaluated = (course: Course, days: number): Planned =>
  report(course, workday(course, course.clock, days, 15), 'prescriber', 'followUpCompleted', {});

/** After the exploratory cycles: an evaluation, then how to go on. */
export function reviewDose(course: Course): Planned {
  return (course.evaluatedAt ?? '') > (lastCycle(course)?.startedAt ?? '')
    ? report(course, minutesFromNow(course, 5), 'prescriber', 'doseConfirmed', {})
    : evaluated(course, 2);
}

/** Gates an evaluation opens. */
const EVALUATED: ReadonlySet<string> = new Set([
  'medical-review-owed',
  'clinician-check-owed',
  'follow-up-overdue',
]);

/** After the exploratory cycles, after a missed window or a long pause, and before the quarter ends. */
export function meetPrescriber(course: Course, assume: Assume): Planned | undefined {
  if (doseReviewOwed(course) && course.approval && dosingAhead(course, assume)) return reviewDose(course);
  const stands = againstBooking(course).some(({ code }) => EVALUATED.has(code));
  if (stands && course.approval && dosingAhead(course, assume)) return evaluated(course, 2);
  const ends = followUpDueBy(course);
  const soon = ends && minutesBetween(course.clock, ends) < 15 * DAY_MINUTES;
  return soon && course.approval && lastCycle(course) && dosingAhead(course, assume)
    ? evaluated(course, 1)
    : undefined;
}

/** Declined: the client is told, and the course ends. */
export function endDeclined(course: Course): Planned | undefined {
  if (!declined(course) || cycleOwingIntegration(course)) return undefined;
  const since = course.referral?.answeredAt ?? course.progressAt;
  return report(course, workday(course, since, 3, 11), 'therapist', 'courseClosed', { outcome: 'declined' });
}
