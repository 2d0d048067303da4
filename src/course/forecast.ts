/** What is still to come from any state, on stated assumptions: the course simulated on. */
import type { Signal } from '../signals/catalog';
import type { Event, Recorded } from './events';
import { plusHours, type Instant } from './instant';
import { ASSUMPTIONS, plan } from './plan';
import type { Reason } from './reasons';
import { live } from './simulate';
import type { Course } from './state';
import { settle, take } from './step';

export interface ForecastEntry {
  at: Instant;
  kind: 'session' | 'message' | 'deadline' | 'window' | 'charge' | 'task' | 'step';
  what: string;
  cents?: number;
}

export interface Forecast {
  from: Instant;
  ends: Instant;
  assumptions: readonly string[];
  /** Why the proposed signal would be refused now, when one was asked about. */
  refused?: Reason[];
  entries: ForecastEntry[];
  /** Practice's charges still to come, in cents. */
  chargesCents: number;
}

/** A course is not looked ahead further than this. */
const HORIZON_HOURS = 24 * 730;

const SESSION_SIGNALS = new Set<Event['type']>([
  'sessionCompleted',
  'dosingStarted',
  'integrationCompleted',
  'followUpCompleted',
]);

function entryOf(event: Recorded): ForecastEntry[] {
  const { at } = event;
  switch (event.type) {
    case 'messageDue':
      return [{ at, kind: 'message', what: `${event.message.template} to ${event.message.to}` }];
    case 'breached':
      return [{ at, kind: 'deadline', what: `${event.kind} breached` }];
    case 'noticed':
      return [{ at, kind: 'window', what: event.kind }];
    case 'taskOpened':
      return [{ at, kind: 'task', what: `${event.kind} for ${event.role}` }];
    case 'ledgerEntered':
      return event.cents > 0 && event.kind !== 'earned'
        ? [{ at, kind: 'charge', what: event.code, cents: event.cents }]
        : [];
    default:
      if (SESSION_SIGNALS.has(event.type)) {
        return [
          {
            at,
            kind: 'session',
            what: 'session' in event && typeof event.session === 'string' ? event.session : event.type,
          },
        ];
      }
      return event.by.role === 'system' ? [] : [{ at, kind: 'step', what: event.type }];
  }
}

/** Everything to come from `course` at `now`, or after a proposed signal that is not sent. Pure. */
export function forecast(course: Course, now: Instant, proposed?: Signal): Forecast {
  const taken = proposed && take(course, proposed, now);
  const from = settle(taken?.course ?? course, now);
  const life = live(
    { ...from.course, clock: now > from.course.clock ? now : from.course.clock },
    { next: plan },
    plusHours(now, HORIZON_HOURS),
  );
  const events = [...(taken?.events ?? []), ...from.events, ...life.events];
  const entries = events.flatMap(entryOf).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    from: now,
    ends: life.course.closed?.at ?? life.course.clock,
    assumptions: ASSUMPTIONS,
    ...(taken && !taken.answer.accepted && { refused: taken.reasons }),
    entries,
    chargesCents: entries.reduce((sum, { cents = 0 }) => sum + cents, 0),
  };
}
