/** What a forecast lists: each kind of entry says what it is in words of a closed set, and whom or what it is about. */
import { SESSION_KINDS, type SessionKind } from '../../vocabulary/sessionKinds';
import { TASK_KINDS, type TaskKind } from '../../vocabulary/tasks';
import { TEMPLATE_IDS, type TemplateId } from '../../vocabulary/templates';
import type { StaffRole } from '../../vocabulary/roles';
import {
  BREACH_KINDS,
  NOTICE_KINDS,
  type BreachKind,
  type Event,
  type NoticeKind,
  type Recipient,
} from '../events';
import { EVENT_TYPES } from '../evolve';
import { LEDGER_KINDS, type LedgerEntry } from '../ledgerEntry';
import type { Bounds } from '../money/prices';
import { DEADLINE_KINDS, WINDOW_KINDS, type Deadline } from '../status/deadlines';
import type { Instant } from '../../time/instant';

/** `session`: the reference of the session it is about, such as `dosing-4`. */
type Entry<K extends string, W extends string, F extends object = object> = {
  at: Instant;
  kind: K;
  what: W;
  session?: string;
} & F;

type AheadDeadline<D> = D extends Deadline ? Omit<D, 'key'> & { session?: never } : never;

export type ForecastEntry =
  /** At its start. `booked`: it is booked for that time already; otherwise it is only expected. */
  | Entry<'session', SessionKind | 'followUp', { booked?: true }>
  | Entry<'message', TemplateId | 'referral', { to: Recipient }>
  /** `metAt`: when it is assumed to be met. */
  | (AheadDeadline<Deadline> & { metAt?: Instant })
  | Entry<'breach', BreachKind, { cycle?: number }>
  | Entry<'notice', NoticeKind>
  /** `code`: as on the ledger; a practice may define its own. `cost`: in cents; equal bounds if the price is exact. */
  | Entry<'charge', LedgerEntry['kind'], { code: string; cost: Bounds }>
  | Entry<'task', TaskKind, { to: StaffRole }>
  | Entry<'step', Event['type']>;

/** What an entry of each kind may be. */
export const FORECAST_SUBJECTS = {
  session: [...SESSION_KINDS, 'followUp'],
  message: [...TEMPLATE_IDS, 'referral'],
  deadline: DEADLINE_KINDS,
  window: WINDOW_KINDS,
  breach: BREACH_KINDS,
  notice: NOTICE_KINDS,
  charge: LEDGER_KINDS,
  task: TASK_KINDS,
  step: EVENT_TYPES,
} as const satisfies { [K in ForecastEntry['kind']]: readonly Extract<ForecastEntry, { kind: K }>['what'][] };

/** Names an entry in a few words, `sessionReminder to client`, `integration of cycle 2`. */
export function entryName(entry: ForecastEntry): string {
  const { kind, what } = entry;
  switch (kind) {
    case 'session':
      return entry.session ?? what;
    case 'message':
      return `${what} to ${entry.to}`;
    case 'charge':
      return entry.code;
    case 'task':
      return `${what} for ${entry.to}`;
    case 'deadline':
    case 'window':
    case 'breach':
      return [
        what,
        entry.cycle !== undefined && `of cycle ${entry.cycle}`,
        'hold' in entry && `of ${entry.hold}`,
      ]
        .filter(Boolean)
        .join(' ');
    default:
      return what;
  }
}

/** The same with the session it is about, `vitals-during for therapist (dosing-4)`. */
export const entryTitle = (entry: ForecastEntry): string =>
  entry.session === undefined || entry.kind === 'session'
    ? entryName(entry)
    : `${entryName(entry)} (${entry.session})`;
