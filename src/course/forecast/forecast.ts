/** What is still to come from any state, on stated assumptions: the course simulated on. */
import type { Assume } from '../../catalog/assumptions';
import type { Signal } from '../../catalog/signals';
import { defaultAssumptions, describeAssumptions } from './assumptions';
import { project, type SeenDeadline } from './projection';
import type { Event, Recorded } from '../events';
import { byInstant, latest, plusHours, type Instant } from '../../time/instant';
import { payerFee } from '../money/payer';
import { isExactFee, exactBounds, type Bounds } from '../money/prices';
import type { Reason } from '../../vocabulary/reasons';
import type { Course, SessionKind } from '../state';
import { settle, take } from '../step';

export const FORECAST_KINDS = ['session', 'message', 'deadline', 'window', 'charge', 'task', 'step'] as const;

export interface ForecastEntry {
  at: Instant;
  kind: (typeof FORECAST_KINDS)[number];
  what: string;
  /** The session it is about. */
  session?: string;
  /** Of a charge, in cents; equal where the price is exact. */
  cost?: Bounds;
  /** Of a deadline: when what it is about is assumed to be done. */
  metAt?: Instant;
}

export interface Forecast {
  from: Instant;
  ends: Instant;
  /** What is taken for granted, in words. */
  assumptions: readonly string[];
  /** The same as values: each can be changed. */
  assume: Assume;
  /** Why the proposed signal would be refused now, when one was asked about. */
  refused?: Reason[];
  /** Why the course does not come to its end, when it does not. */
  stuck?: Reason[];
  entries: ForecastEntry[];
  /** Practice's charges still to come, in cents; without those nobody has entered a price for. */
  charges: Bounds;
  /** Prices nobody has entered, in words. */
  unknown: string[];
}

export interface Question {
  /** A signal that is not sent: what would follow? */
  proposed?: Signal;
  assume?: Partial<Assume>;
}

/** A course is not looked ahead further than this. */
const HORIZON_HOURS = 24 * 730;

/** The events by which a session has been rendered; the medical follow-up is the partner's. */
const RENDERED: Partial<Record<Event['type'], true>> = {
  sessionCompleted: true,
  dosingEnded: true,
  integrationCompleted: true,
};

const TOOK_PLACE: Partial<Record<Event['type'], true>> = {
  sessionCompleted: true,
  dosingStarted: true,
  integrationCompleted: true,
  followUpCompleted: true,
};

const sessionNamed = (event: Recorded): string | undefined =>
  'session' in event && typeof event.session === 'string' ? event.session : undefined;

/** A task that has been due for long is opened when it is seen. */
function entryOf(event: Recorded): ForecastEntry[] {
  const { at, recordedAt } = event;
  const named = event.type === 'messageDue' ? event.message.facts.session : sessionNamed(event);
  const session = named !== undefined && { session: named };
  switch (event.type) {
    case 'messageDue':
      return [{ at, kind: 'message', what: `${event.message.template} to ${event.message.to}`, ...session }];
    case 'referralRequested':
      return [{ at, kind: 'message', what: 'referral to partner' }];
    case 'breached':
      return [{ at, kind: 'deadline', what: `${event.kind} breached` }];
    case 'noticed':
      return event.kind === 'boosterWindowOpened' ? [] : [{ at, kind: 'window', what: event.kind }];
    case 'taskOpened':
      return [{ at: recordedAt, kind: 'task', what: `${event.kind} for ${event.role}`, ...session }];
    case 'ledgerEntered':
      return event.cents > 0 && event.kind !== 'earned'
        ? [{ at, kind: 'charge', what: event.code, ...session, cost: exactBounds(event.cents) }]
        : [];
    default:
      if (TOOK_PLACE[event.type]) return [{ at, kind: 'session', what: sessionNamed(event) ?? event.type }];
      return event.by.role === 'system' ? [] : [{ at, kind: 'step', what: event.type, ...session }];
  }
}

/** The fee of what an event says was rendered, where the ledger can have no amount for it. */
function openFee(course: Course, event: Recorded) {
  const session = RENDERED[event.type] && sessionNamed(event);
  if (session === undefined) return undefined;
  const kind = session.replace(/-\d+$/, '') as SessionKind;
  const fee = payerFee(course, kind);
  return isExactFee(fee) ? undefined : { session, kind, fee };
}

/** Charges the protocol gives as a range. */
function rangeOf(course: Course, event: Recorded): ForecastEntry[] {
  const open = openFee(course, event);
  if (open?.fee.kind !== 'range') return [];
  const { kind: what, session, fee } = open;
  const { fromCents, toCents } = fee;
  return [{ at: event.at, kind: 'charge', what, session, cost: { fromCents, toCents } }];
}

/** What is to be asked for before a price can be told. */
function unknownOf(course: Course, events: readonly Recorded[]): string[] {
  const asks = events.flatMap((event) => {
    const fee = openFee(course, event)?.fee;
    return fee && 'ask' in fee ? [fee.ask] : [];
  });
  return [...new Set(asks)];
}

const deadlineEntry = ({ at, kind, what, metAt }: SeenDeadline): ForecastEntry => ({
  at,
  kind,
  what,
  ...(metAt && { metAt }),
});

const sum = (entries: ForecastEntry[], bound: keyof Bounds): number =>
  entries.reduce((total, { cost }) => total + (cost?.[bound] ?? 0), 0);

/**
 * Everything to come from `course` at `now`, or after a proposed signal that is not sent: every message,
 * deadline, window, session and expected charge up to the end of the course. From any state it ends, and
 * says why when the course itself does not. Pure.
 */
export function forecast(course: Course, now: Instant, question: Question = {}): Forecast {
  const { proposed } = question;
  const taken = proposed && take(course, proposed, now);
  const from = settle(taken?.course ?? course, now);
  const { protocol } = from.course;
  const assume = { ...defaultAssumptions(protocol), ...question.assume };
  const life = project(
    { ...from.course, clock: latest(now, from.course.clock) },
    assume,
    plusHours(now, HORIZON_HOURS),
  );
  const events = [...(taken?.events ?? []), ...from.events, ...life.events];
  const entries = [
    ...events.flatMap((event) => [...entryOf(event), ...rangeOf(from.course, event)]),
    ...life.deadlines.map(deadlineEntry),
  ].sort(byInstant(({ at }) => at));
  return {
    from: now,
    ends: life.course.closed?.at ?? life.course.clock,
    assumptions: describeAssumptions(protocol, assume),
    assume,
    ...(taken && !taken.answer.accepted && { refused: taken.reasons }),
    ...(life.stuck.length > 0 && { stuck: life.stuck }),
    entries,
    charges: { fromCents: sum(entries, 'fromCents'), toCents: sum(entries, 'toCents') },
    unknown: unknownOf(from.course, events),
  };
}
