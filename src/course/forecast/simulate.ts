/**
 * Simulates a course in virtual time without a server: signals from a script, clocks from the course itself.
 * Tests compare the rehearsal on the real server with it, event by event.
 */
import type { Actor, Signal } from '../../catalog/signals';
import type { EventOf, MessageToSend, Recorded } from '../events';
import type { Instant } from '../../time/instant';
import { referralSent } from '../referralSent';
import { nextDeadline, noteDelivery, settle, start, take, type Taken } from '../step';
import type { Course } from '../state';

export interface ScriptedSignal {
  at: Instant;
  signal: Signal;
}

/** What people do. */
export interface Script {
  /** Their next signal in this state; undefined if they do nothing more. */
  next(course: Course): ScriptedSignal | undefined;
  /** Receives the answer to the latest signal. A script without it derives each signal from the state alone. */
  onAnswer?(taken: Taken): void;
}

/** Signals in a fixed order, regardless of the answers. */
export function inOrder(signals: readonly ScriptedSignal[]): Script {
  let at = 0;
  return {
    next: () => signals[at],
    onAnswer: () => {
      at += 1;
    },
  };
}

export interface SimulatedSignal {
  at: Instant;
  signal: Signal;
  answer: Taken['answer'];
  reasons: Taken['reasons'];
  warnings: Taken['warnings'];
}

export interface SimulationResult {
  course: Course;
  events: Recorded[];
  signals: SimulatedSignal[];
}

/** The system's own report that a requested referral was sent, if one is due. */
export function referralReport({ referral, closed, answers }: Course): ScriptedSignal | undefined {
  if (!referral || referral.sentAt || closed) return undefined;
  const signal = referralSent(referral.requestedAt);
  return Object.hasOwn(answers, signal.id) ? undefined : { at: referral.requestedAt, signal };
}

/**
 * The outcome of a message: `failed` if the mail server permanently refuses it, `opted-out` if the client unsubscribed,
 * `no-address` if they have none.
 */
export type MailOutcome = (
  message: MessageToSend,
  at: Instant,
) => 'delivered' | 'failed' | 'opted-out' | 'no-address';

const allDelivered: MailOutcome = () => 'delivered';

/** Simulates from `from` until `end`, or until neither people nor clocks have anything left to do. */
export function simulateFrom(
  from: Course,
  script: Script,
  end: Instant,
  mailOutcome: MailOutcome = allDelivered,
): SimulationResult {
  const events: Recorded[] = [];
  const signals: SimulatedSignal[] = [];
  let course = from;
  let now = from.clock;
  for (;;) {
    const own = referralReport(course);
    const next = own ?? script.next(course);
    const due = nextDeadline(course, now);
    const at = next && (due === undefined || next.at <= due || own) ? next.at : due;
    if (at === undefined || at > end) return { course, events, signals };
    now = at > now ? at : now;
    if (next?.at === at) {
      course = settleInto(course, at, events, mailOutcome);
      const taken = take(course, next.signal, now);
      if (!own) script.onAnswer?.(taken);
      // A script that repeats a refused signal would never move on.
      if (!own && !script.onAnswer && taken.repeated) return { course, events, signals };
      events.push(...taken.events);
      course = reportUndelivered(taken.course, taken.events, now, events, mailOutcome);
      const { answer, reasons, warnings } = taken;
      if (!own) signals.push({ at, signal: next.signal, answer, reasons, warnings });
    } else {
      const before = events.length;
      course = settleInto(course, now, events, mailOutcome);
      if (events.length === before) return { course, events, signals };
    }
  }
}

function settleInto(course: Course, now: Instant, events: Recorded[], mailOutcome: MailOutcome): Course {
  const settled = settle(course, now);
  events.push(...settled.events);
  return reportUndelivered(settled.course, settled.events, now, events, mailOutcome);
}

/** Reports each undeliverable message of one step to the course. */
function reportUndelivered(
  course: Course,
  step: readonly Recorded[],
  now: Instant,
  events: Recorded[],
  mailOutcome: MailOutcome,
): Course {
  let after = course;
  for (const event of step) {
    if (event.type !== 'messageDue') continue;
    const outcome = mailOutcome(event.message, now);
    if (outcome === 'delivered') continue;
    const { key, template, to } = event.message;
    const noted = noteDelivery(
      after,
      outcome === 'failed'
        ? { type: 'messageUndelivered', at: now, key, how: 'failed' }
        : { type: 'messageDropped', at: now, key, template, to, reason: outcome },
      now,
    );
    events.push(...noted.events);
    after = reportUndelivered(noted.course, noted.events, now, events, mailOutcome);
  }
  return after;
}

/** Simulates a course from its start. */
export function simulate(
  first: Omit<EventOf<'courseStarted'>, 'type'>,
  by: Actor,
  script: Script,
  end: Instant,
  mailOutcome: MailOutcome = allDelivered,
): SimulationResult {
  const begun = start(first, by, first.at);
  const events = [...begun.events];
  const course = reportUndelivered(begun.course, begun.events, first.at, events, mailOutcome);
  const rest = simulateFrom(course, script, end, mailOutcome);
  return { ...rest, events: [...events, ...rest.events] };
}
