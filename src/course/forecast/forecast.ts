/** The forecast: simulates a course from any state to its end, on stated assumptions. */
import type { Assume } from '../../catalog/assumptions';
import type { Signal } from '../../catalog/signals';
import { defaultAssumptions, describeAssumptions } from './assumptions';
import type { ForecastEntry } from './entry';
import { project, type SeenDeadline } from './projection';
import type { Event, NoticeKind, Recorded } from '../events';
import { byInstant, latest, plusHours, type Instant } from '../../time/instant';
import { payerFee } from '../money/payer';
import { sessionOf } from '../selectors/sessions';
import { isExactFee, exactBounds, type Bounds } from '../money/prices';
import type { Reason } from '../../vocabulary/reasons';
import type { Warning } from '../../vocabulary/warnings';
import type { Course, SessionKind } from '../state';
import { calendarOf, type CourseCalendar } from '../status/calendar';
import { settle, take } from '../step';

export interface Forecast {
  from: Instant;
  ends: Instant;
  /** The assumptions as sentences. */
  assumptions: readonly string[];
  /** The assumptions as values. Each can be changed. */
  assume: Assume;
  /** Why the proposed signal would be refused now, if one was proposed. */
  refused?: Reason[];
  /** What to look at about what the proposed signal would book. Only if there is something. */
  warnings?: Warning[];
  /** The course’s calendar after the proposed signal, if one was proposed and is possible. */
  calendar?: CourseCalendar;
  /** Why the course does not reach its end, if it does not. */
  stuck?: Reason[];
  entries: ForecastEntry[];
  /** Upcoming charges of the practice, in cents, without those whose price is not entered. */
  charges: Bounds;
  /** What the practice must find out to enter missing prices. */
  unknown: string[];
}

export interface Question {
  /** A signal that is not sent, to see what would follow. */
  proposed?: Signal;
  assume?: Partial<Assume>;
}

/** The forecast looks no further ahead than this. */
const HORIZON_HOURS = 24 * 730;

/** Events after which a session counts as rendered. The partner bills the medical follow-up. */
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

const kindOf = (session: string): SessionKind => session.replace(/-\d+$/, '') as SessionKind;

const sessionNamed = (event: Recorded): string | undefined =>
  'session' in event && typeof event.session === 'string' ? event.session : undefined;

/** A window has an entry of its own, and what only closes a task is not worth one. */
const UNLISTED: ReadonlySet<NoticeKind> = new Set(['boosterWindowOpened', 'taskNoLongerNeeded']);

/** What takes place is listed at its start. `before` the projection, `after` it. */
function sessionEntry(event: Recorded, before: Course, after: Course): ForecastEntry {
  const ref = sessionNamed(event);
  if (ref === undefined) return { at: event.at, kind: 'session', what: 'followUp' };
  const start = sessionOf(after, ref)?.start ?? event.at;
  const now = sessionOf(before, ref);
  const booked = now?.status === 'scheduled' && now.start === start;
  return {
    ...{ kind: 'session', what: kindOf(ref), session: ref },
    // A dose is given when it is really given, whenever it was booked for.
    at: event.type === 'dosingStarted' ? event.at : start,
    ...(booked && { booked }),
  };
}

/** A task that is long overdue is dated when it was opened, not when it was due. */
function entryOf(event: Recorded, before: Course, after: Course): ForecastEntry[] {
  const { at, recordedAt } = event;
  const named = event.type === 'messageDue' ? event.message.facts.session : sessionNamed(event);
  const session = named !== undefined && { session: named };
  switch (event.type) {
    case 'messageDue':
      return [{ at, kind: 'message', what: event.message.template, to: event.message.to, ...session }];
    case 'referralRequested':
      return [{ at, kind: 'message', what: 'referral', to: 'partner' }];
    case 'breached':
      return [
        { at, kind: 'breach', what: event.kind, ...(event.cycle !== undefined && { cycle: event.cycle }) },
      ];
    case 'noticed':
      return UNLISTED.has(event.kind) ? [] : [{ at, kind: 'notice', what: event.kind }];
    case 'taskOpened':
      return [{ at: recordedAt, kind: 'task', what: event.kind, to: event.role, ...session }];
    case 'ledgerEntered':
      return event.cents > 0 && event.kind !== 'earned'
        ? [
            {
              ...{ at, kind: 'charge', what: event.kind, code: event.code, ...session },
              cost: exactBounds(event.cents),
            },
          ]
        : [];
    default:
      if (TOOK_PLACE[event.type]) return [sessionEntry(event, before, after)];
      return event.by.role === 'system' ? [] : [{ at, kind: 'step', what: event.type, ...session }];
  }
}

/** The fee of a rendered session for which the ledger cannot have an amount. */
function openFee(course: Course, event: Recorded) {
  const session = RENDERED[event.type] && sessionNamed(event);
  if (session === undefined) return undefined;
  const kind = kindOf(session);
  const fee = payerFee(course, kind);
  return isExactFee(fee) ? undefined : { session, kind, fee };
}

/** Charges for which the protocol gives a range. */
function rangeOf(course: Course, event: Recorded): ForecastEntry[] {
  const open = openFee(course, event);
  if (open?.fee.kind !== 'range') return [];
  const { kind: code, session, fee } = open;
  const { fromCents, toCents } = fee;
  return [{ at: event.at, kind: 'charge', what: 'charge', code, session, cost: { fromCents, toCents } }];
}

/** What the practice must find out before a price is known. */
function unknownOf(course: Course, events: readonly Recorded[]): string[] {
  const asks = events.flatMap((event) => {
    const fee = openFee(course, event)?.fee;
    return fee && 'ask' in fee ? [fee.ask] : [];
  });
  return [...new Set(asks)];
}

const deadlineEntry = ({ key: _, ...entry }: SeenDeadline): ForecastEntry => entry;

const sum = (entries: ForecastEntry[], bound: keyof Bounds): number =>
  entries.reduce((total, entry) => total + (entry.kind === 'charge' ? entry.cost[bound] : 0), 0);

/**
 * Everything ahead of `course` at `now`, or after a proposed signal that is not sent: every message,
 * deadline, window, session and expected charge up to the end of the course. It terminates from any state, and
 * gives the reasons if the course itself does not reach its end. Pure.
 */
export function forecast(course: Course, now: Instant, question: Question = {}): Forecast {
  const { proposed } = question;
  const taken = proposed && take(course, proposed, now);
  const from = settle(taken?.course ?? course, now);
  const { protocol } = from.course;
  const assume = { ...defaultAssumptions(protocol), ...question.assume };
  const projected = project(
    { ...from.course, clock: latest(now, from.course.clock) },
    assume,
    plusHours(now, HORIZON_HOURS),
  );
  const events = [...(taken?.events ?? []), ...from.events, ...projected.events];
  const entries = [
    ...events.flatMap((event) => [
      ...entryOf(event, from.course, projected.course),
      ...rangeOf(from.course, event),
    ]),
    ...projected.deadlines.map(deadlineEntry),
  ].sort(byInstant(({ at }) => at));
  return {
    from: now,
    ends: projected.course.closed?.at ?? projected.course.clock,
    assumptions: describeAssumptions(protocol, assume),
    assume,
    ...(taken && !taken.answer.accepted && { refused: taken.reasons }),
    ...(taken && taken.warnings.length > 0 && { warnings: taken.warnings }),
    ...(taken?.answer.accepted && { calendar: calendarOf(taken.course) }),
    ...(projected.stuck.length > 0 && { stuck: projected.stuck }),
    entries,
    charges: { fromCents: sum(entries, 'fromCents'), toCents: sum(entries, 'toCents') },
    unknown: unknownOf(from.course, events),
  };
}
