/** The door to the course: what a signal would change now, or why it cannot. Pure; changes nothing. */
import type { SignalName, SignalOf, Signal } from '../../catalog/signals';
import { outcomeAwaited, takenAfterClose, type SessionReport } from './afterClose';
import { plusHours, type Instant } from '../../time/instant';
import { distinct, reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import * as charges from './charges';
import * as closing from './closing';
import * as correct from './correct';
import { refuse, unless, type Decider, type Decision } from './decider';
import * as doseChange from './doseChange';
import * as dosing from './dosing';
import * as enrolment from './enrolment';
import {
  adverseEventReported,
  contraindicationReported,
  crisisFlagged,
  holdLifted,
  holdPlaced,
} from './holds';
import * as measures from './measures';
import * as medical from './medical';
import * as overrides from './overrides';
import * as paperwork from './paperwork';
import * as pause from './pause';
import * as payments from './payments';
import * as plan from './plan';
import * as review from './review';
import * as sessions from './sessions';
import * as supply from './supply';
import * as tasks from './tasks';
import { OUTCOME_WORDS } from './words';
import * as zoneAndCalendar from './zoneAndCalendar';

export type { Decision } from './decider';

const DECIDERS: { [N in SignalName]: Decider<N> } = {
  ...enrolment,
  ...sessions,
  ...medical,
  ...supply,
  ...dosing,
  ...doseChange,
  ...paperwork,
  ...payments,
  ...charges,
  ...zoneAndCalendar,
  ...plan,
  adverseEventReported,
  contraindicationReported,
  crisisFlagged,
  holdLifted,
  holdPlaced,
  ...overrides,
  ...review,
  ...tasks,
  ...closing,
  ...measures,
  ...pause,
  ...correct,
};

/** Every signal the course knows, in the order of a course. */
export const SIGNALS = Object.keys(DECIDERS) as SignalName[];

/** A dose begins when it is reported to; any other session with its booking, unless it says when. */
const toldOfSession = (signal: Signal, at: Instant): SessionReport => ({
  session: 'session' in signal && typeof signal.session === 'string' ? signal.session : undefined,
  began: signal.name === 'dosingStarted' ? at : 'took' in signal ? signal.took?.from : undefined,
});

function closedTo(course: Course, name: SignalName, told: SessionReport): Reason[] {
  if (!course.closed || takenAfterClose(course, name, told)) return [];
  const facts = { outcome: OUTCOME_WORDS[course.closed.outcome] };
  return [
    outcomeAwaited(course, name, told.session)
      ? reason('course-closed:late', facts)
      : reason('course-closed:any', facts),
  ];
}

/** Why a signal is impossible now whatever it carries; empty when it may be possible. */
export function impossible(course: Course, name: SignalName, at: Instant): Reason[] {
  const closed = closedTo(course, name, {});
  return closed.length > 0 ? closed : (DECIDERS[name].open?.(course, at) ?? []);
}

function decideAs<N extends SignalName>(course: Course, signal: SignalOf<N>, at: Instant): Decision {
  const closed = closedTo(course, signal.name, toldOfSession(signal as Signal, at));
  if (closed.length > 0) return refuse(...closed);
  const decider: Decider<N> = DECIDERS[signal.name];
  const reasons = decider.open?.(course, at) ?? [];
  const decision = decider.decide(course, signal, at);
  if (reasons.length === 0) return decision;
  return refuse(...distinct([...reasons, ...(decision.accepted ? [] : decision.reasons)]));
}

const outOfTime = (course: Course, at: Instant, now: Instant): Reason[] => [
  ...unless(at <= now, reason('occurred-in-the-future')),
  ...unless(at >= course.startedAt, reason('occurred-before-start')),
];

/** Hours: three years, leap days included. */
const MOST_AHEAD = 3 * 366 * 24;
/** Fields of signals that name a time to come. */
const TO_COME = ['start', 'validUntil', 'expires', 'reviewOn', 'recordsBy'];

const tooFarAhead = (signal: Signal, now: Instant): Reason[] =>
  unless(
    Object.entries(signal).every(
      ([field, value]) => !TO_COME.includes(field) || (value as Instant) <= plusHours(now, MOST_AHEAD),
    ),
    reason('too-far-ahead'),
  );

/** When it happened, if it says so: a session, when it ended. */
const happened = (signal: Signal): Instant | undefined =>
  signal.occurredAt ?? ('took' in signal ? signal.took?.to : undefined);

/**
 * Decides a signal at `now`, the clock of the course. It happened when it says, or now.
 * course.md §3
 */
export function decide(course: Course, signal: Signal, now: Instant): Decision {
  const at = happened(signal) ?? now;
  const off = outOfTime(course, at, now);
  const decision = decideAs(course, signal as SignalOf<SignalName>, off.length > 0 ? now : at);
  const wrong = [...off, ...tooFarAhead(signal, now)];
  if (wrong.length === 0) return decision;
  return refuse(...wrong, ...(decision.accepted ? [] : decision.reasons));
}
