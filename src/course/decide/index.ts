/** Decides every signal: its events, or why it is impossible now. Pure. */
import type { SignalName, SignalOf, Signal } from '../../catalog/signals';
import { awaitsOutcome, acceptedAfterClose, type SessionReport } from './afterClose';
import { plusHours, plusMinutes, type Instant } from '../../time/instant';
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
import * as messages from './messages';
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
import * as written from './written';
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
  ...messages,
  ...closing,
  ...measures,
  ...pause,
  ...written,
  ...correct,
};

/** Every signal of the course, in the order of a typical course. */
export const SIGNALS = Object.keys(DECIDERS) as SignalName[];

/** What it is about. A dosing session starts when reported. Any other session starts as booked, unless the report gives its times. */
const sessionReport = (signal: Signal, at: Instant): SessionReport => ({
  session: 'session' in signal && typeof signal.session === 'string' ? signal.session : undefined,
  hold: signal.name === 'holdLifted' ? signal.hold : undefined,
  began: signal.name === 'dosingStarted' ? at : 'took' in signal ? signal.took?.from : undefined,
});

function closedTo(course: Course, name: SignalName, report: SessionReport): Reason[] {
  if (!course.closed || acceptedAfterClose(course, name, report)) return [];
  const facts = { outcome: OUTCOME_WORDS[course.closed.outcome] };
  return [
    awaitsOutcome(course, name, report.session)
      ? reason('course-closed:late', facts)
      : reason('course-closed:any', facts),
  ];
}

/** Why a signal is impossible now, whatever its fields. Empty if it may be possible. */
export function impossible(course: Course, name: SignalName, at: Instant): Reason[] {
  const closed = closedTo(course, name, {});
  if (closed.length > 0) return closed;
  const { open, ahead } = DECIDERS[name];
  return [...(open?.(course, at) ?? []), ...(ahead?.(course, at) ?? [])];
}

function decideAs<N extends SignalName>(course: Course, signal: SignalOf<N>, at: Instant): Decision {
  const closed = closedTo(course, signal.name, sessionReport(signal as Signal, at));
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

/** Three years, leap days included. */
const MOST_HOURS_AHEAD = 3 * 366 * 24;
/** Fields of signals that name a future time. */
const FUTURE_FIELDS = ['start', 'validUntil', 'expires', 'reviewOn', 'recordsBy'];

const tooFarAhead = (signal: Signal, now: Instant): Reason[] =>
  unless(
    Object.entries(signal).every(
      ([field, value]) =>
        !FUTURE_FIELDS.includes(field) || (value as Instant) <= plusHours(now, MOST_HOURS_AHEAD),
    ),
    reason('too-far-ahead'),
  );

/** When it happened, if the signal says so. For a session: when it ended. */
export const happened = (signal: Signal): Instant | undefined =>
  signal.occurredAt ?? ('took' in signal ? signal.took?.to : undefined);

/** The clocks of people's devices are this many minutes ahead at most. */
const CLOCKS_AHEAD_MINUTES = 1;

/** What another clock places in the next minute happens now. */
function byOurClock(signal: Signal, now: Instant): Signal {
  const most = plusMinutes(now, CLOCKS_AHEAD_MINUTES);
  const isAhead = (at: Instant | undefined): boolean => at !== undefined && at > now && at <= most;
  return {
    ...signal,
    ...(isAhead(signal.occurredAt) && { occurredAt: now }),
    ...('took' in signal && isAhead(signal.took?.to) && { took: { ...signal.took, to: now } }),
  } as Signal;
}

/**
 * Decides a signal at `now`, the clock of the course. It happened at the time it gives, or now.
 * course.md §3
 */
export function decide(course: Course, reportedSignal: Signal, now: Instant): Decision {
  const signal = byOurClock(reportedSignal, now);
  const at = happened(signal) ?? now;
  const off = outOfTime(course, at, now);
  const decision = decideAs(course, signal as SignalOf<SignalName>, off.length > 0 ? now : at);
  const wrong = [...off, ...tooFarAhead(signal, now)];
  if (wrong.length === 0) return decision;
  return refuse(...wrong, ...(decision.accepted ? [] : decision.reasons));
}
