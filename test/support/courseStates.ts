/** Courses as the pure model leaves them: the states from which specs on the server begin. */
import { randomUUID } from 'node:crypto';
import type { Recorded } from '../../src/course/events';
import { instant, type Instant } from '../../src/time/instant';
import { plan } from '../../src/course/forecast/plan';
import { referralReport } from '../../src/course/forecast/simulate';
import type { Course } from '../../src/course/state';
import { nextDeadline, settle, start, take } from '../../src/course/step';
import { loadProtocol } from '../../src/protocols/load';
import type { Protocol } from '../../src/catalog/protocol';
import type { Actor, Signal, SignalName, SignalOf } from '../../src/catalog/signals';

export const ZONE = 'America/Los_Angeles';
export const PRACTICE = { zone: ZONE, closedDays: [] };
export const FRONT_DESK: Actor = { role: 'frontDesk', id: 'frontdesk-1' };

/** A Monday. Far enough ahead that the wall clock is never past it: a course's clock only goes forward. */
export const START = instant('2036-01-07T09:00:00-08:00');

/** CALM with one preparation session, no estimate, and nothing to ask the therapist: the way to a dosing is short. */
export function shortCalm(): Protocol {
  const calm = loadProtocol('calm');
  return {
    ...calm,
    estimateRequired: false,
    preparation: { ...calm.preparation, minimum: 1, confirmReadiness: false },
    screening: { ...calm.screening, afterPreparations: 1, confirmSuitability: false },
    measures: { ...calm.measures, instruments: [] },
  };
}

const BY: Partial<Record<SignalName, Actor['role']>> = {
  consentSigned: 'client',
  consentRevoked: 'client',
  estimateIssued: 'biller',
  paymentPosted: 'biller',
  paymentRefunded: 'biller',
  chargeWaived: 'biller',
  prescriberDecision: 'prescriber',
  followUpCompleted: 'prescriber',
  sessionScheduled: 'frontDesk',
  sessionRescheduled: 'frontDesk',
  sessionCancelled: 'frontDesk',
  taskCompleted: 'frontDesk',
};

type Fields<N extends SignalName> = Omit<SignalOf<N>, 'name' | 'id' | 'by'>;

/** A signal with an id of its own, reported by someone who may. */
export function signal<N extends SignalName>(name: N, fields: Fields<N>, id: string = randomUUID()): Signal {
  const role = BY[name] ?? 'therapist';
  return { name, id, by: { role, id: `${role}-1` }, ...fields } as unknown as Signal;
}

export const consents = (id?: string): Signal =>
  signal('consentSigned', { kinds: ['treatment', 'telehealth', 'electronicMessages'] }, id);

export const book = (kind: 'preparation' | 'dosing' | 'integration', start: string): Signal =>
  signal('sessionScheduled', { kind, start: instant(start) });

export interface SimulatedCourse {
  course: Course;
  events: Recorded[];
  /** What people reported, each at its time. */
  reports: { at: Instant; signal: Signal }[];
}

export interface Begin {
  protocol?: Protocol;
  at?: Instant;
}

/** When the first dosing session of a course ended. */
export function dosingEnded({ course: { cycles } }: SimulatedCourse): Instant {
  const ended = cycles[0]?.endedAt;
  if (!ended) throw new Error('no dosing session has ended');
  return ended;
}

/** When the first session of a course begins. */
export function sessionStart({ course: { sessions } }: SimulatedCourse): Instant {
  if (!sessions[0]) throw new Error('no session is booked');
  return sessions[0].start;
}

/** Lives the standard plan without a server until `done` holds after a signal. */
export function courseUntil(
  done: (course: Course) => boolean,
  { protocol = shortCalm(), at = START }: Begin = {},
): SimulatedCourse {
  const first = { course: randomUUID(), protocol, practice: PRACTICE, client: { zone: ZONE }, at };
  const begun = start(first, FRONT_DESK, at);
  const events = [...begun.events];
  const reports: SimulatedCourse['reports'] = [];
  let { course } = begun;
  while (!done(course)) {
    const own = referralReport(course);
    const next = own ?? plan(course);
    const due = nextDeadline(course, course.clock);
    if (next && (own || due === undefined || next.at <= due)) {
      const taken = take(course, { ...next.signal, occurredAt: next.at }, next.at);
      if (!taken.answer.accepted) throw new Error(`the plan was refused: ${taken.answer.code}`);
      course = taken.course;
      events.push(...taken.events);
      if (!own) reports.push({ at: next.at, signal: { ...next.signal, occurredAt: next.at } });
    } else if (due !== undefined) {
      const settled = settle(course, due);
      course = settled.course;
      events.push(...settled.events);
    } else throw new Error('nothing more happens');
  }
  return { course, events, reports };
}
