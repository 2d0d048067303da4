/** Lives of invented courses: lived by the model, from a start in the past until now, as people are assumed to act. */
import { plan } from '../../course/forecast/plan';
import {
  inOrder,
  type MailOutcome,
  simulate,
  simulateFrom,
  type Script,
  type ScriptedSignal,
  type SimulationResult,
} from '../../course/forecast/simulate';
import { scheduledSession } from '../../course/selectors/sessions';
import type { Course } from '../../course/state';
import { take } from '../../course/step';
import type { EventOf } from '../../course/events';
import type { Signal } from '../../catalog/signals';
import { plusBusinessDays } from '../../time/calendar';
import { atTimeOfDay, plusCivilDays } from '../../time/civil';
import { fromMs, latest, plusHours, plusMinutes, toMs, type Instant } from '../../time/instant';

export interface Life {
  /** From here on, people do nothing more … */
  until: (course: Course) => boolean;
  /** … and that was so many days ago. */
  daysAgo: number;
  /** What happened since. */
  now?: 'dosing-ready' | 'session-moved' | 'on-hold' | 'mail-failed' | undefined;
  /** Of a session that is moved: in how many hours it begins, or on which of the next business days, at which hour. */
  inHours?: number | undefined;
  onDay?: { days: number; hour: number } | undefined;
}

export type Start = Omit<EventOf<'courseStarted'>, 'type' | 'at'>;

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 400;
const MOST_DAYS_EARLIER = 4;
/** How long the mail server has refused what goes to a client whose mail fails. */
const REFUSED_DAYS = 5;
const BY = { role: 'frontDesk', id: 'frontdesk-1' } as const;

/** People who do what is assumed until the condition holds, and then nothing. */
class Until implements Script {
  /** When it first held. */
  reached: Instant | undefined;

  constructor(private readonly done: (course: Course) => boolean) {}

  next(course: Course) {
    if (this.reached === undefined && this.done(course)) this.reached = course.clock;
    return this.reached === undefined ? (deskWork(course) ?? plan(course)) : undefined;
  }
}

/** What the office does about tasks that nobody's care waits for; the assumed people leave them open. */
function deskWork(course: Course): ScriptedSignal | undefined {
  for (const { key, kind, session, openedAt } of Object.values(course.tasks)) {
    const fields =
      kind === 'enter-charge' && session !== undefined
        ? { name: 'chargeEntered', by: 'biller', session, cents: 40_000 }
        : kind === 'check-coverage'
          ? {
              name: 'coverageChecked',
              by: 'frontDesk',
              service: key.split(':')[1] ?? 'psychotherapy',
              result: 'covered',
            }
          : kind === 'part2-determination'
            ? { name: 'taskCompleted', by: 'lead', task: key }
            : kind === 'issue-instructions'
              ? { name: 'instructionsIssued', by: 'prescriber', instructions: 'instructions-1' }
              : undefined;
    if (!fields) continue;
    const { by, ...rest } = fields;
    const at = latest(plusHours(openedAt, 3), course.clock);
    return {
      at,
      signal: { ...rest, id: `demo-${course.sequence}`, by: { role: by, id: `${by}-demo` } } as Signal,
    };
  }
  return undefined;
}

/**
 * The course as it is at `now`, and all that happened. The start is chosen so that the condition was met on the day it
 * should have been: first lived from any day, then from the right one. Weekends may shift it, so the days before are
 * tried, too.
 */
export function live(
  start: Start,
  { until, daysAgo, now: since, inHours = 1, onDay }: Life,
  now: Instant,
): SimulationResult {
  const { zone } = start.practice;
  const moved = onDay
    ? atTimeOfDay(zone, plusBusinessDays(start.practice, now, onDay.days), 0, onDay.hour)
    : halfHour(plusHours(now, inHours));
  const first = plusCivilDays(zone, now, -LONGEST_DAYS);
  const trial = new Until(until);
  simulate({ ...start, at: first }, BY, trial, now);
  const meant = toMs(now) - daysAgo * DAY_MS;
  const days = Math.round((meant - toMs(trial.reached ?? first)) / DAY_MS);
  for (let earlier = 0; ; earlier++) {
    const people = new Until(until);
    const at = plusCivilDays(zone, first, days - earlier);
    const lived = simulate({ ...start, at }, BY, people, now, outcomes(since, now));
    if (people.reached !== undefined || earlier === MOST_DAYS_EARLIER)
      return continued(lived, since, moved, now);
  }
}

/** In the last days before `now`, the mail server refuses what goes to the client, if that is what happened. */
const outcomes =
  (since: Life['now'], now: Instant): MailOutcome =>
  ({ to }, sent) =>
    since === 'mail-failed' && to === 'client' && toMs(sent) > toMs(now) - REFUSED_DAYS * DAY_MS
      ? 'failed'
      : 'delivered';

function continued(
  lived: SimulationResult,
  since: Life['now'],
  moved: Instant,
  now: Instant,
): SimulationResult {
  switch (since) {
    case 'on-hold':
      return withSignals(lived, now, ({ sequence }) => ({
        name: 'holdPlaced',
        id: `demo-${sequence}`,
        by: { role: 'therapist', id: 'therapist-demo' },
        reason: 'Waiting for a word from the family doctor.',
        reviewOn: plusHours(now, 48),
      }));
    case 'session-moved':
      return withSignals(lived, now, movedTo(moved));
    case 'dosing-ready':
      return prepared(withSignals(lived, now, movedTo(moved)), now);
    default:
      return lived;
  }
}

/** On the next half hour after so many hours. */
const halfHour = (at: Instant): Instant => fromMs(Math.ceil(toMs(at) / 1_800_000) * 1_800_000);

const movedTo =
  (start: Instant) =>
  (course: Course): Signal | undefined => {
    const session = scheduledSession(course, 'dosing') ?? scheduledSession(course, 'preparation');
    return (
      session && {
        name: 'sessionRescheduled',
        id: `demo-${course.sequence}`,
        by: BY,
        session: session.ref,
        start,
        reason: 'client',
      }
    );
  };

function withSignals(
  lived: SimulationResult,
  now: Instant,
  signalOf: (course: Course) => Signal | undefined,
): SimulationResult {
  const signal = signalOf(lived.course);
  if (!signal) return lived;
  const at = plusMinutes(now, -1);
  const rest = simulateFrom(lived.course, inOrder([{ at, signal }]), now);
  return { ...rest, events: [...lived.events, ...rest.events] };
}

const MOST_STEPS = 30;

/** Everything that opens a gate before today's dosing session is done already; it has not begun. */
function prepared(lived: SimulationResult, now: Instant): SimulationResult {
  let { course } = lived;
  const events = [...lived.events];
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = plan(course);
    if (!next || next.signal.name === 'dosingStarted') break;
    const taken = take(course, next.signal, now);
    if (!taken.answer.accepted) break;
    ({ course } = taken);
    events.push(...taken.events);
  }
  return { ...lived, course, events };
}
