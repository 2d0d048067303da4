/**
 * A course lived in virtual time without a server: signals from a script, clocks from the course itself.
 * The rehearsal on the real server is held equal to this, event for event.
 */
import type { Actor, Signal } from '../signals/catalog';
import type { EventOf, Recorded } from './events';
import type { Instant } from './instant';
import { referralSent } from './referralSent';
import { nextDeadline, settle, start, take, type Taken } from './step';
import type { Course } from './state';

export interface Said {
  at: Instant;
  signal: Signal;
}

/** What people do. */
export interface Script {
  /** Their next signal, given the course as it stands; undefined when they do nothing more. */
  next(course: Course): Said | undefined;
  /** Told that the next one has been said, and the answer; a script without it says what the course asks for. */
  said?(taken: Taken): void;
}

/** Signals in a fixed order, whatever the course makes of them. */
export function inOrder(signals: readonly Said[]): Script {
  let at = 0;
  return {
    next: () => signals[at],
    said: () => {
      at += 1;
    },
  };
}

export interface LivedSignal {
  at: Instant;
  signal: Signal;
  answer: Taken['answer'];
  reasons: Taken['reasons'];
}

export interface Life {
  course: Course;
  events: Recorded[];
  signals: LivedSignal[];
}

/** The system's own report that a requested referral has gone out, when one is due. */
export function referralReport({ referral, closed, answers }: Course): Said | undefined {
  if (!referral || referral.sentAt || closed) return undefined;
  const signal = referralSent(referral.requestedAt);
  return Object.hasOwn(answers, signal.id) ? undefined : { at: referral.requestedAt, signal };
}

/** Lives on from `from` until `end`, or until neither people nor clocks have anything left to do. */
export function live(from: Course, script: Script, end: Instant): Life {
  const events: Recorded[] = [];
  const signals: LivedSignal[] = [];
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
      const taken = take(settleInto(course, at, events), said.signal, now);
      if (!own) script.said?.(taken);
      // A script that asks for the same again after a refusal would never move on.
      if (!own && !script.said && taken.repeated) return { course, events, signals };
      course = taken.course;
      events.push(...taken.events);
      if (!own) signals.push({ at, signal: said.signal, answer: taken.answer, reasons: taken.reasons });
    } else {
      const before = events.length;
      course = settleInto(course, now, events);
      if (events.length === before) return { course, events, signals };
    }
  }
}

function settleInto(course: Course, now: Instant, events: Recorded[]): Course {
  const settled = settle(course, now);
  events.push(...settled.events);
  return settled.course;
}

/** A whole course from its start. */
export function simulate(
  first: Omit<EventOf<'courseStarted'>, 'type'>,
  by: Actor,
  script: Script,
  end: Instant,
): Life {
  const begun = start(first, by, first.at);
  const lived = live(begun.course, script, end);
  return { ...lived, events: [...begun.events, ...lived.events] };
}
