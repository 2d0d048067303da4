/**
 * A course lived in virtual time without a server: signals from a script, clocks from the course itself.
 * The rehearsal on the real server is held equal to this, event for event.
 */
import type { Actor, Signal } from '../signals/catalog';
import type { EventOf, Recorded } from './events';
import { plusMinutes, type Instant } from './instant';
import { nextDeadline, settle, start, take, type Taken } from './step';
import type { Course } from './state';

/** What people do next, given the course as it stands; undefined when they do nothing more. */
export type Script = (course: Course) => { at: Instant; signal: Signal } | undefined;

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

/** How soon after it is due the referral is taken to have reached the partner. Minutes. */
const REFERRAL_MINUTES = 0;

/** The system's own report that a requested referral has gone out, when one is due. */
function referralReport(course: Course): { at: Instant; signal: Signal } | undefined {
  const { referral } = course;
  if (!referral || referral.sentAt || course.closed) return undefined;
  return {
    at: plusMinutes(referral.requestedAt, REFERRAL_MINUTES),
    signal: {
      name: 'referralSent',
      id: `referral:${referral.requestedAt}`,
      by: { role: 'system', id: 'course' },
      occurredAt: referral.requestedAt,
    },
  };
}

/** Lives on from `from` until `end`, or until neither people nor clocks have anything left to do. */
export function live(from: Course, script: Script, end: Instant): Life {
  const events: Recorded[] = [];
  const signals: LivedSignal[] = [];
  let course = from;
  let now = from.clock;
  for (;;) {
    const own = referralReport(course);
    const said = own ?? script(course);
    const due = nextDeadline(course);
    const at = said && (due === undefined || said.at <= due) ? said.at : due;
    if (at === undefined || at > end) return { course, events, signals };
    now = at > now ? at : now;
    if (said?.at === at) {
      const taken = take(settleInto(course, at, events), said.signal, now);
      // A script that says the same again after a refusal would never move on.
      if (taken.repeated) return { course, events, signals };
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
