/**
 * A course lived in virtual time without a server: signals from a script, clocks from the course itself.
 * The rehearsal on the real server is held equal to this, event for event.
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
  /** Their next signal, given the course as it stands; undefined when they do nothing more. */
  next(course: Course): ScriptedSignal | undefined;
  /** Told that the next one has been said, and the answer; a script without it says what the course asks for. */
  said?(taken: Taken): void;
}

/** Signals in a fixed order, whatever the course makes of them. */
export function inOrder(signals: readonly ScriptedSignal[]): Script {
  let at = 0;
  return {
    next: () => signals[at],
    said: () => {
      at += 1;
    },
  };
}

export interface SimulatedSignal {
  at: Instant;
  signal: Signal;
  answer: Taken['answer'];
  reasons: Taken['reasons'];
}

export interface SimulationResult {
  course: Course;
  events: Recorded[];
  signals: SimulatedSignal[];
}

/** The system's own report that a requested referral has gone out, when one is due. */
export function referralReport({ referral, closed, answers }: Course): ScriptedSignal | undefined {
  if (!referral || referral.sentAt || closed) return undefined;
  const signal = referralSent(referral.requestedAt);
  return Object.hasOwn(answers, signal.id) ? undefined : { at: referral.requestedAt, signal };
}

/** What becomes of a message that leaves: `failed` when the mail server refuses it for good. */
export type MailFate = (message: MessageToSend) => 'delivered' | 'failed';

const allDelivered: MailFate = () => 'delivered';

/** Lives on from `from` until `end`, or until neither people nor clocks have anything left to do. */
export function simulateFrom(
  from: Course,
  script: Script,
  end: Instant,
  fate: MailFate = allDelivered,
): SimulationResult {
  const events: Recorded[] = [];
  const signals: SimulatedSignal[] = [];
  let course = from;
  let now = from.clock;
  for (;;) {
    const own = referralReport(course);
    const said = own ?? script.next(course);
    const due = nextDeadline(course, now);
    const at = said && (due === undefined || said.at <= due || own) ? said.at : due;
    if (at === undefined || at > end) return { course, events, signals };
    now = at > now ? at : now;
    if (said?.at === at) {
      course = settleInto(course, at, events, fate);
      const taken = take(course, said.signal, now);
      if (!own) script.said?.(taken);
      // A script that asks for the same again after a refusal would never move on.
      if (!own && !script.said && taken.repeated) return { course, events, signals };
      events.push(...taken.events);
      course = told(taken.course, taken.events, now, events, fate);
      if (!own) signals.push({ at, signal: said.signal, answer: taken.answer, reasons: taken.reasons });
    } else {
      const before = events.length;
      course = settleInto(course, now, events, fate);
      if (events.length === before) return { course, events, signals };
    }
  }
}

function settleInto(course: Course, now: Instant, events: Recorded[], fate: MailFate): Course {
  const settled = settle(course, now);
  events.push(...settled.events);
  return told(settled.course, settled.events, now, events, fate);
}

/** The course hears of each message of one step that could not be delivered. */
function told(
  course: Course,
  step: readonly Recorded[],
  now: Instant,
  events: Recorded[],
  fate: MailFate,
): Course {
  let after = course;
  for (const event of step) {
    if (event.type !== 'messageDue' || fate(event.message) === 'delivered') continue;
    const { key } = event.message;
    const noted = noteDelivery(after, { type: 'messageUndelivered', at: now, key, how: 'failed' }, now);
    events.push(...noted.events);
    after = told(noted.course, noted.events, now, events, fate);
  }
  return after;
}

/** A whole course from its start. */
export function simulate(
  first: Omit<EventOf<'courseStarted'>, 'type'>,
  by: Actor,
  script: Script,
  end: Instant,
  fate: MailFate = allDelivered,
): SimulationResult {
  const begun = start(first, by, first.at);
  const events = [...begun.events];
  const course = told(begun.course, begun.events, first.at, events, fate);
  const lived = simulateFrom(course, script, end, fate);
  return { ...lived, events: [...events, ...lived.events] };
}
