/** Dosing sessions: booked at intervals, their gates opened, then held. */
import { cycleOwingIntegration, lastCycle } from '../../selectors/cycles';
import { orderUnacknowledgedBy, nextDoseAvailable } from '../../selectors/supply';
import { needsSupportPerson } from '../../selectors/paperwork';
import { scheduledSession } from '../../selectors/sessions';
import { nextVitalsDue } from '../../selectors/vitals';
import type { Assume } from '../../../catalog/assumptions';
import type { Course, Session, Vitals } from '../../state';
import type { ReasonCode } from '../../../vocabulary/reasons';
import { REPORTED_WITHIN_HOURS } from '../../selectors/bookings';
import { latest, plusHours, plusMinutes, type Instant } from '../../../time/instant';
import { closedGates } from '../../gates';
import {
  type Planned,
  type Step,
  report,
  clientTime,
  workday,
  minutesFromNow,
  book,
  move,
  soonest,
} from './build';
import { gatesAgainstBooking, seriesOver } from './series';
import { approvalRenewal, evaluation, orderRoute, reviewDose } from './medical';
import { integrate } from './integration';

/** The next session of the series, at its interval, once no gate prevents booking it. */
export function bookDosing(course: Course, assume: Assume): Planned | undefined {
  if (seriesOver(course) || !nextDoseAvailable(course) || gatesAgainstBooking(course).length > 0)
    return undefined;
  const last = lastCycle(course)?.startedAt;
  const earliest = workday(course, course.clock, 4, 10);
  const everyDays = Math.max(assume.dosingEveryDays, course.protocol.dosing.minGapDays ?? 1);
  const rhythm = last ? workday(course, last, everyDays, 10) : earliest;
  return book(course, assume, 'dosing', latest(rhythm, earliest));
}

/** The assumed vitals: ordinary, and within the prescriber's limits. */
function assumedVitals({ vitalsLimits: limits }: Course): Vitals {
  const systolic = Math.min(120, limits?.systolicMax ?? 120);
  return {
    systolic,
    diastolic: Math.min(75, limits?.diastolicMax ?? 75, systolic - 1),
    pulse: Math.min(70, limits?.pulseMax ?? 70),
  };
}

const vitals = (course: Course, { ref }: Session, when: 'before' | 'during', at: Instant): Planned =>
  report(course, at, 'therapist', 'vitalsRecorded', { session: ref, when, vitals: assumedVitals(course) });

const takeVitals = (course: Course, session: Session): Planned =>
  vitals(course, session, 'before', plusMinutes(session.start, -10));

const attest = (course: Course, { ref, start }: Session): Planned =>
  report(course, plusMinutes(start, -5), 'therapist', 'readinessAttested', { session: ref });

/** Client and therapist acknowledge a changed order on the same day. */
function acknowledge(course: Course): Planned | undefined {
  const [who] = orderUnacknowledgedBy(course, course.clock);
  return who && course.order
    ? report(course, minutesFromNow(course, 60), who, 'doseChangeAcknowledged', { order: course.order.ref })
    : undefined;
}

const declare = (course: Course, { ref }: Session, { place }: Assume): Planned =>
  report(course, minutesFromNow(course, 15), 'client', 'locationDeclared', { place, session: ref });

const confirm =
  (name: 'supportPersonConfirmed' | 'rideHomeConfirmed') =>
  (course: Course, { ref, start }: Session): Planned =>
    report(course, plusHours(start, -47), 'client', name, { session: ref });

/** How a gate that is closed for a booked session is opened. Other gates have their own step. */
const OPENERS: Partial<
  Record<ReasonCode, (course: Course, session: Session, assume: Assume) => Planned | undefined>
> = {
  'support-person-unconfirmed': confirm('supportPersonConfirmed'),
  'support-person-absent': confirm('supportPersonConfirmed'),
  'ride-home-unconfirmed': confirm('rideHomeConfirmed'),
  'vitals-missing': takeVitals,
  'vitals-outside-limits': takeVitals,
  'approval-expired': approvalRenewal,
  'route-unordered': orderRoute,
  'dose-unconfirmed': (course) => (cycleOwingIntegration(course) ? undefined : reviewDose(course)),
  'dose-change-unacknowledged': acknowledge,
  'readiness-missing': attest,
  'place-unknown': declare,
  'medical-review-owed': (course) => evaluation(course, 2),
  'clinician-check-owed': (course) => evaluation(course, 2),
  'follow-up-overdue': (course) => evaluation(course, 1),
};

/** A booked dosing session: its gates are opened, then it takes place. If one stays closed, it is moved a week. */
function dosingDay(course: Course, session: Session, assume: Assume): Planned {
  const { ref, start } = session;
  const when = latest(start, course.clock);
  const closed = closedGates(course, when, 'start', session);
  const opening = closed.flatMap(({ code }) => OPENERS[code]?.(course, session, assume) ?? []);
  const next = soonest(opening.filter((each) => each.at <= when));
  if (next) return next;
  if (closed.length > 0) {
    const moved = latest(clientTime(course, start, 7, 10), plusHours(when, 1));
    return move(course, start, session, moved);
  }
  if (course.clock > plusHours(start, REPORTED_WITHIN_HOURS)) {
    const moved = workday(course, course.clock, 1, 10);
    return move(course, minutesFromNow(course, 10), session, moved);
  }
  return report(course, start, 'therapist', 'dosingStarted', {
    session: ref,
    ...(needsSupportPerson(course, session) && { supportPersonPresent: true }),
  });
}

export function dosingStep(course: Course, session: Session, assume: Assume): Planned {
  const startedAt = lastCycle(course)?.startedAt ?? session.start;
  const { dosing, integration } = course.protocol;
  if (session.status === 'inSession') {
    const ends = plusMinutes(startedAt, assume.dosingMinutes);
    const next = nextVitalsDue(course);
    return next && next < ends
      ? vitals(course, session, 'during', next)
      : report(course, ends, 'therapist', 'dosingEnded', { session: session.ref });
  }
  const sameVisit =
    integration.sameVisit && lastCycle(course)?.integrations === 0 ? integrate(course, assume) : undefined;
  return (
    sameVisit ??
    report(course, minutesFromNow(course, 15), 'therapist', 'clientReleased', {
      session: session.ref,
      oriented: true,
      escort: true,
      ...((dosing.vitalsAtRelease || course.vitalsLimits) && { vitals: assumedVitals(course) }),
    })
  );
}

export const bookedDosing: Step = (course, assume) => {
  const session = scheduledSession(course, 'dosing');
  return session && dosingDay(course, session, assume);
};
