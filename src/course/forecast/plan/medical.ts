/** What the prescriber is assumed to do. */
import { cycleOwingIntegration, lastCycle } from '../../selectors/cycles';
import {
  declined,
  doseReviewOwed,
  ownEvaluationOwed,
  labsValid,
  followUpDueBy,
  followUpToBookSince,
  trainingOwed,
} from '../../selectors/screening';
import { routeAfter, routesListed } from '../../selectors/route';
import { scheduledSession } from '../../selectors/sessions';
import { criteriaOf } from '../../selectors/therapistsWord';
import { isTherapistsWord } from '../../../vocabulary/tasks';
import { nextDoseAvailable } from '../../selectors/supply';
import type { Assume } from '../../../catalog/assumptions';
import type { Route } from '../../../catalog/shapes';
import type { Course, Session } from '../../state';
import type { ReasonCode } from '../../../vocabulary/reasons';
import { latest, minutesBetween, type Instant } from '../../../time/instant';
import { dueBeforeCents } from '../../money/ledger';
import {
  type Planned,
  report,
  clientTime,
  workday,
  minutesFromNow,
  endOfSession,
  book,
  DAY_MINUTES,
} from './build';
import { gatesAgainstBooking, dosingAhead } from './series';

/** A booked medical session: paid if that is due before, then held. */
export function medicalSession(course: Course, booked: Session): Planned {
  const cents = dueBeforeCents(course, booked);
  return cents > 0
    ? report(course, minutesFromNow(course, 15), 'biller', 'paymentPosted', { cents, method: 'card' })
    : report(course, endOfSession(booked), 'therapist', 'sessionCompleted', { session: booked.ref });
}

/** The therapist answers at once what the protocol asks them for, and reviews that the series goes on as planned. */
export function answerTasks(course: Course): Planned | undefined {
  const tasks = Object.values(course.tasks);
  const asked = tasks.find(({ kind }) => isTherapistsWord(kind));
  if (asked) {
    const criteria = criteriaOf(course, asked.kind);
    return report(course, course.clock, 'therapist', 'taskCompleted', {
      task: asked.key,
      ...(criteria.length > 0 && { criteria }),
    });
  }
  const toReview = tasks.some(({ kind }) => kind === 'progress-review') && !cycleOwingIntegration(course);
  return toReview
    ? report(course, course.clock, 'therapist', 'courseReviewed', { decision: 'asPlanned' })
    : undefined;
}

/** After the referral: the practice's own evaluation if it has one, then the prescriber's decision. */
export function decideReferral(course: Course, assume: Assume): Planned | undefined {
  const { referral, approval } = course;
  if (!referral?.sentAt || approval) return undefined;
  if (referral.answer === 'declined' || referral.answer === 'morePreparation') return undefined;
  if (ownEvaluationOwed(course)) {
    return scheduledSession(course, 'medical')
      ? undefined
      : book(course, assume, 'medical', workday(course, course.clock, 2, 15));
  }
  // Requested information is assumed to be sent at once.
  const asked = referral.answer ? (referral.answeredAt ?? course.progressAt) : referral.sentAt;
  return report(course, workday(course, asked, assume.decisionDays, 15), 'prescriber', 'prescriberDecision', {
    decision: 'approved',
    examined: assume.examined,
    ...firstRoute(course),
  });
}

/** Of several routes, the first one listed is assumed to be ordered. */
function firstRoute(course: Course): { route?: Route } {
  const [first] = routesListed(course);
  return first && routeAfter(course) === undefined ? { route: first } : {};
}

/** A route is ordered: with the approval if none is yet, otherwise as a changed order. */
export function orderRoute(course: Course, session: Session, assume: Assume): Planned {
  const [route] = routesListed(course);
  if (course.route === undefined) return approvalRenewal(course, session, assume);
  return report(course, minutesFromNow(course, 60), 'prescriber', 'doseChanged', {
    order: `order-${course.sequence}`,
    ...(route && { route }),
  });
}

/** The prescriber renews the approval. */
export const approvalRenewal = (
  course: Course,
  session: Session | undefined,
  { decisionDays, examined }: Assume,
): Planned =>
  report(
    course,
    renewalTime(course, session, workday(course, course.clock, decisionDays, 15), 15),
    'prescriber',
    'prescriberDecision',
    { decision: 'approved', examined, ...firstRoute(course) },
  );

/** The approval is renewed before it expires, while dosing continues. */
export function renewApproval(course: Course, assume: Assume): Planned | undefined {
  const { approval } = course;
  if (!approval || scheduledSession(course, 'dosing') || !dosingAhead(course, assume)) return undefined;
  return minutesBetween(course.clock, approval.validUntil) < 15 * DAY_MINUTES
    ? approvalRenewal(course, undefined, assume)
    : undefined;
}

/** The labs and training the protocol requires, once approved. Labs are repeated before they expire. */
export function clearances(course: Course, assume: Assume): Planned | undefined {
  if (!course.approval || !dosingAhead(course, assume)) return undefined;
  const session = scheduledSession(course, 'dosing');
  if (!labsValid(course, latest(session?.start ?? course.clock, course.clock))) {
    const seen = renewalTime(course, session, workday(course, course.clock, 1, 11), 11);
    return report(course, seen, 'prescriber', 'labsCleared', {});
  }
  return trainingOwed(course) && nextDoseAvailable(course)
    ? report(course, workday(course, course.clock, 1, 11), 'partner', 'trainingCompleted', {})
    : undefined;
}

/** A renewal for a session booked far ahead takes place a week before it, not at once. */
const renewalTime = (
  course: Course,
  session: Session | undefined,
  soonest: Instant,
  hour: number,
): Instant => (session ? latest(soonest, clientTime(course, session.start, -7, hour)) : soonest);

export const evaluation = (course: Course, days: number): Planned =>
  report(course, workday(course, course.clock, days, 15), 'prescriber', 'followUpCompleted', {});

/** After the exploratory cycles: an evaluation, then the confirmation of the dose. */
export function reviewDose(course: Course): Planned {
  return (course.evaluatedAt ?? '') > (lastCycle(course)?.startedAt ?? '')
    ? report(course, minutesFromNow(course, 5), 'prescriber', 'doseConfirmed', {})
    : evaluation(course, 2);
}

/** Gates that an evaluation opens. */
const EVALUATED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'medical-review-owed',
  'clinician-check-owed',
  'follow-up-overdue',
]);

/** After the exploratory cycles, after a missed window or a long pause, and before the quarter ends. */
export function meetPrescriber(course: Course, assume: Assume): Planned | undefined {
  if (doseReviewOwed(course) && course.approval && dosingAhead(course, assume)) return reviewDose(course);
  const needed = gatesAgainstBooking(course).some(({ code }) => EVALUATED.has(code));
  if (needed && course.approval && dosingAhead(course, assume)) return evaluation(course, 2);
  if (followUpToBookSince(course) && course.approval) return evaluation(course, 2);
  const ends = followUpDueBy(course);
  const soon = ends && minutesBetween(course.clock, ends) < 15 * DAY_MINUTES;
  return soon && course.approval && lastCycle(course) && dosingAhead(course, assume)
    ? evaluation(course, 1)
    : undefined;
}

/** After a decline the course ends. */
export function endDeclined(course: Course): Planned | undefined {
  if (!declined(course) || cycleOwingIntegration(course)) return undefined;
  const since = course.referral?.answeredAt ?? course.progressAt;
  return report(course, workday(course, since, 3, 11), 'therapist', 'courseClosed', { outcome: 'declined' });
}
