/**
 * What people are assumed to do next on the standard path, from any state: the assumption behind the
 * forecast, the estimate's counts and the standard scenario. Civil times are the client's.
 */
import type { Role } from '../signals/shapes';
import type { Signal, SignalName, SignalOf } from '../signals/catalog';
import { atTimeOfDay, weekdayIn } from './civil';
import { expected } from './expected';
import { latest, minutesBetween, plusHours, plusMinutes, type Instant } from './instant';
import { closedGates } from './gates';
import { ASK, occasions, scaleOf, unanswered } from './measures';
import { balanceCents, dueBeforeCents } from './money';
import { estimateOwed } from './payer';
import {
  boosterWindow,
  completed,
  cycleOwing,
  doseReviewOwed,
  dosingsDone,
  dosingUnderWay,
  evaluationOwed,
  inMaintenance,
  labsHold,
  lastCycle,
  lossUndecided,
  quarterEnds,
  rideHomeOwed,
  scheduled,
  seriesDone,
  supplied,
  supplyUnderWay,
  therapyUntil,
  trainingOwed,
} from './questions';
import type { Course, Session } from './state';

export interface Planned {
  at: Instant;
  signal: Signal;
}

/** The assumptions in words, shown with every forecast. */
export const ASSUMPTIONS: readonly string[] = [
  'Preparation sessions are weekly; dosing sessions follow each other in the protocol’s rhythm.',
  'Integration takes place the day after each dosing session.',
  'The prescriber decides within three business days; shipments take four days.',
  'A dosing session lasts 105 minutes, or what is planned if that is shorter; each session is paid on the day it takes place.',
  'No booster is booked in advance.',
];

const DOSING_MINUTES = 105;

const someone: Partial<Record<Role, string>> = {
  client: 'client',
  therapist: 'therapist-1',
  prescriber: 'prescriber-1',
  frontDesk: 'frontdesk-1',
  biller: 'biller-1',
};

type Fields<N extends SignalName> = Omit<SignalOf<N>, 'name' | 'id' | 'by' | 'occurredAt' | 'note'>;

function say<N extends SignalName>(
  course: Course,
  at: Instant,
  role: Role,
  name: N,
  fields: Fields<N>,
): Planned {
  const when = latest(at, course.clock);
  const signal = {
    name,
    id: `plan-${course.sequence}-${name}`,
    by: { role, id: someone[role] ?? role },
    ...fields,
  };
  return { at: when, signal: signal as unknown as Signal };
}

const at = (course: Course, from: Instant, days: number, hour: number, minute = 0): Instant =>
  atTimeOfDay(course.client.zone, from, days, hour, minute);

/** The next working day from `days` after `from`, at the given hour. */
function workday(course: Course, from: Instant, days: number, hour: number, minute = 0): Instant {
  let day = days;
  while ([0, 6].includes(weekdayIn(course.client.zone, at(course, from, day, hour)))) day += 1;
  return at(course, from, day, hour, minute);
}

const after = (course: Course, minutes: number): Instant => plusMinutes(course.clock, minutes);

function enrol(course: Course): Planned | undefined {
  const missing = course.protocol.consents.filter((kind) => !course.consents[kind]);
  if (missing.length > 0)
    return say(course, after(course, 30), 'client', 'consentSigned', { kinds: missing });
  if (!estimateOwed(course) || course.estimate?.acknowledgedAt) return undefined;
  const { estimate } = course;
  return estimate
    ? say(course, after(course, 60), 'client', 'estimateAcknowledged', { estimate: estimate.ref })
    : say(course, after(course, 60), 'biller', 'estimateIssued', {
        estimate: 'estimate-1',
        // An estimate of nothing cannot be issued: prices that are not entered yet count as a cent.
        totalCents: Math.max(1, expected(course).toCents),
      });
}

/** Measures asked for are answered at once. */
function answer(course: Course): Planned | undefined {
  const asked = occasions(course).find(({ name }) => `${ASK}:${name}:client` in course.done);
  const [instrument] = asked ? unanswered(course, asked) : [];
  if (!instrument) return undefined;
  const { items: count, safetyItem } = scaleOf(instrument);
  const items = Array.from({ length: count }, (_, item) => (item === safetyItem ? 0 : 1));
  return say(course, course.clock, 'client', 'measureSubmitted', { instrument, items });
}

function pay(course: Course): Planned | undefined {
  const cents = balanceCents(course.money);
  return cents > 0
    ? say(course, after(course, 15), 'biller', 'paymentPosted', { cents, method: 'card' })
    : undefined;
}

/** The signals of a dosing day, in order. */
function dosingDay(course: Course, session: Session): Planned {
  const { ref, start } = session;
  const named = { session: ref };
  if (
    session.setting === 'remote' &&
    course.protocol.dosing.supportPersonWhenRemote &&
    !session.supportPerson
  ) {
    return say(course, plusHours(start, -47), 'client', 'supportPersonConfirmed', named);
  }
  if (rideHomeOwed(course, session))
    return say(course, plusHours(start, -47), 'client', 'rideHomeConfirmed', named);
  if (closedGates(course, start, 'start', session).length > 0) {
    // Not everything is done by then: it is moved a week.
    const moved = latest(at(course, start, 7, 10), plusHours(start, 1));
    return say(course, start, 'frontDesk', 'sessionRescheduled', { session: ref, start: moved });
  }
  return say(course, start, 'therapist', 'dosingStarted', named);
}

function underWay(course: Course, session: Session): Planned {
  const startedAt = lastCycle(course)?.startedAt ?? session.start;
  const { dosing, integration } = course.protocol;
  if (session.status === 'inSession') {
    const minutes = Math.min(DOSING_MINUTES, dosing.minutes);
    return say(course, plusMinutes(startedAt, minutes), 'therapist', 'dosingEnded', { session: session.ref });
  }
  const sameVisit =
    integration.sameVisit && lastCycle(course)?.integrations === 0 ? integrate(course) : undefined;
  return (
    sameVisit ??
    say(course, after(course, 15), 'therapist', 'released', {
      session: session.ref,
      oriented: true,
      escort: true,
    })
  );
}

function integrate(course: Course): Planned | undefined {
  const cycle = cycleOwing(course);
  if (!cycle?.endedAt) return undefined;
  const booked = scheduled(course, 'integration');
  if (booked) {
    return say(course, plusMinutes(booked.start, booked.minutes), 'therapist', 'integrationCompleted', {
      session: booked.ref,
    });
  }
  const { sameVisit } = course.protocol.integration;
  const start =
    sameVisit && cycle.integrations === 0
      ? after(course, 10)
      : at(course, cycle.endedAt, 1 + cycle.integrations - (sameVisit ? 1 : 0), 14);
  return say(course, after(course, 5), 'therapist', 'sessionScheduled', { kind: 'integration', start });
}

/** A further supply, once the dose is confirmed and nothing is left. */
function resupply(course: Course): Planned | undefined {
  const under = supplyUnderWay(course);
  if (under) {
    const pickedUp = course.protocol.supply.kind === 'dispensed';
    return under.sentAt || pickedUp
      ? say(course, at(course, under.sentAt ?? under.issuedAt, 3, 12), 'client', 'shipmentReceived', {
          doses: under.doses,
        })
      : say(course, at(course, under.issuedAt, 1, 11), 'partner', 'shipmentSent', { doses: under.doses });
  }
  const wanted = course.approval && !supplied(course) && !seriesDone(course) && !doseReviewOwed(course);
  if (!wanted) return undefined;
  const { starterDoses, refillDoses } = course.protocol.supply;
  const left = course.dosingsPlanned - dosingsDone(course);
  const doses = Math.min(left, course.supply.dispensed === 0 ? starterDoses : refillDoses);
  return say(course, after(course, 30), 'prescriber', 'prescriptionIssued', {
    doses,
    ...(lossUndecided(course) && { replaces: true }),
  });
}

/** The practice's own medical evaluation: booked, paid where that is due before, and held. */
function evaluate(course: Course): Planned {
  const booked = scheduled(course, 'medical');
  if (!booked) {
    const start = workday(course, course.clock, 2, 15);
    return say(course, after(course, 10), 'frontDesk', 'sessionScheduled', { kind: 'medical', start });
  }
  const cents = dueBeforeCents(course, booked);
  return cents > 0
    ? say(course, after(course, 15), 'biller', 'paymentPosted', { cents, method: 'card' })
    : say(course, plusMinutes(booked.start, booked.minutes), 'therapist', 'sessionCompleted', {
        session: booked.ref,
      });
}

function screening(course: Course): Planned | undefined {
  const { referral, approval } = course;
  if (!referral?.sentAt || approval || referral.answer) return undefined;
  if (course.protocol.fees.medical.kind !== 'none' && completed(course, 'medical') === 0)
    return evaluate(course);
  return say(course, workday(course, referral.sentAt, 2, 15), 'prescriber', 'prescriberDecision', {
    decision: 'approved',
  });
}

/** Labs and training the protocol asks for, once the approval is there; labs anew when they will be too old. */
function clearances(course: Course): Planned | undefined {
  if (!course.approval || seriesDone(course)) return undefined;
  if (!labsHold(course, scheduled(course, 'dosing')?.start ?? course.clock))
    return say(course, workday(course, course.clock, 1, 11), 'prescriber', 'labsCleared', {});
  return trainingOwed(course) && supplied(course)
    ? say(course, workday(course, course.clock, 1, 11), 'partner', 'trainingCompleted', {})
    : undefined;
}

function prepare(course: Course): Planned | undefined {
  const booked = scheduled(course, 'preparation');
  if (booked)
    return say(course, plusMinutes(booked.start, booked.minutes), 'therapist', 'sessionCompleted', {
      session: booked.ref,
    });
  if (course.protocol.preparation.afterSupply && course.supply.dispensed === 0) return undefined;
  if (evaluationOwed(course)) return undefined;
  const done = completed(course, 'preparation');
  if (done >= course.preparationMinimum) return undefined;
  const start = workday(course, course.clock, done === 0 ? 2 : 7, 10);
  return say(course, after(course, 10), 'frontDesk', 'sessionScheduled', { kind: 'preparation', start });
}

/** After the exploratory cycles, and before the quarter ends. */
function meetPrescriber(course: Course): Planned | undefined {
  if (doseReviewOwed(course) && !cycleOwing(course)) {
    const evaluated = (course.evaluatedAt ?? '') > (lastCycle(course)?.startedAt ?? '');
    return evaluated
      ? say(course, after(course, 5), 'prescriber', 'doseConfirmed', {})
      : say(course, workday(course, course.clock, 2, 15), 'prescriber', 'followUpCompleted', {});
  }
  const ends = quarterEnds(course);
  const soon = ends && minutesBetween(course.clock, ends) < 15 * 24 * 60;
  return soon && lastCycle(course) && !seriesDone(course)
    ? say(course, workday(course, course.clock, 1, 15), 'prescriber', 'followUpCompleted', {})
    : undefined;
}

function bookDosing(course: Course): Planned | undefined {
  if (!course.approval || seriesDone(course) || doseReviewOwed(course) || !supplied(course)) return undefined;
  const last = lastCycle(course)?.startedAt;
  const earliest = workday(course, course.clock, 4, 10);
  const rhythm = last ? workday(course, last, course.protocol.dosing.gapDays, 10) : earliest;
  return say(course, after(course, 10), 'frontDesk', 'sessionScheduled', {
    kind: 'dosing',
    start: latest(rhythm, earliest),
  });
}

function finish(course: Course): Planned | undefined {
  if (!seriesDone(course)) return undefined;
  if (!inMaintenance(course)) {
    const therapy = therapyUntil(course);
    const at = therapy && therapy > course.clock ? therapy : workday(course, course.clock, 5, 11);
    return say(course, at, 'therapist', 'courseReviewed', {
      decision: 'maintenance',
    });
  }
  const window = boosterWindow(course);
  return (
    window && say(course, plusHours(window.notice, 50), 'therapist', 'courseClosed', { outcome: 'completed' })
  );
}

/** The earliest of what people are assumed to do next; ties go to the first in the order of a course. */
export function plan(course: Course): Planned | undefined {
  if (course.closed || course.holds.length > 0) return pay(course);
  const session = dosingUnderWay(course);
  if (session) return underWay(course, session);
  const first = answer(course) ?? pay(course) ?? enrol(course);
  if (first) return first;
  const dosing = scheduled(course, 'dosing');
  const parallel = [
    prepare(course),
    screening(course),
    resupply(course),
    clearances(course),
    integrate(course),
    cycleOwing(course) || dosing ? undefined : meetPrescriber(course),
    dosing
      ? dosingDay(course, dosing)
      : cycleOwing(course)
        ? undefined
        : (prepare(course) ?? bookDosing(course)),
    cycleOwing(course) || dosing ? undefined : finish(course),
  ].filter((each) => each !== undefined);
  return parallel.reduce<Planned | undefined>(
    (min, each) => (!min || each.at < min.at ? each : min),
    undefined,
  );
}
