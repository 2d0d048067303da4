/** Gates on the course so far: preparation, the previous cycle’s integration, holds. course.md §4 */
import {
  cycleOwingIntegration,
  bookedIntegrationEnd,
  fewestDaysBetweenDoses,
  lastCycle,
} from '../selectors/cycles';
import { bookedEnd } from '../selectors/sessions';
import { openingsOwed, preparationsOwed, preparationsDone } from '../selectors/preparation';
import { atTimeOfDay } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import { notBefore, reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { closed, type Gate } from './gate';

/** §4.2 */
export const preparationDone: Gate = {
  at: 'start',
  overridable: true,
  check: (course, at) => {
    const owed = preparationsOwed(course);
    if (owed <= 0) return undefined;
    const minimum = course.preparationMinimum;
    const sessions = minimum === 1 ? 'session' : 'sessions';
    const facts = { minimum, sessions, done: preparationsDone(course) };
    const { opening } = course.protocol.preparation;
    const why =
      opening && openingsOwed(course) > 0
        ? reason('preparation-short:opening', { ...facts, opening: opening.label })
        : reason('preparation-short:count', facts);
    return notBefore(why, at, bookedEnd(course, 'preparation', owed));
  },
};

/** The next dosing session waits for the previous cycle’s integration. §4.6 */
export const integrationDone: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, at) => {
    const cycle = cycleOwingIntegration(course);
    const why = closed(
      cycle !== undefined || (lastCycle(course)?.integratedAt ?? at) > at,
      reason('integration-owed'),
    );
    return notBefore(why, at, cycle && bookedIntegrationEnd(course, cycle));
  },
};

/** Closed while a session at `start` would be fewer civil days after the last one than the protocol sets. */
function tooSoon(course: Course, start: Instant): Reason | undefined {
  const { client, cycles } = course;
  const last = cycles.at(-1);
  const fewest = fewestDaysBetweenDoses(course);
  const why = reason('too-soon', { days: fewest === 1 ? 'one day' : `${fewest} days` });
  const from = last && atTimeOfDay(client.zone, last.startedAt, fewest, 0);
  return from && start < from ? { ...why, notBefore: from } : undefined;
}

const WEEK_DAYS = 7;

/** Closed while a session at `start` would be one too many within seven civil days, for protocols with a maximum. */
function tooMany({ client, cycles, protocol }: Course, start: Instant): Reason | undefined {
  const { maxPerWeek } = protocol.dosing;
  const oldest = maxPerWeek === undefined ? undefined : cycles.at(-maxPerWeek);
  const from = oldest && atTimeOfDay(client.zone, oldest.startedAt, WEEK_DAYS, 0);
  return from && start < from
    ? { ...reason('too-many-in-week', { most: maxPerWeek ?? 0 }), notBefore: from }
    : undefined;
}

export const fewInWeek: Gate = {
  at: 'booking',
  overridable: true,
  asksWhen: true,
  turns: (course, session) => [session && tooMany(course, session.start)?.notBefore],
  check: (course, at, session) => session && tooMany(course, latest(session.start, at)),
  today: tooMany,
};

/** Dosing sessions are not too close to each other, whatever the rhythm. At the booking, its start counts. §9 */
export const spaced: Gate = {
  at: 'booking',
  overridable: true,
  asksWhen: true,
  turns: (course, session) => [session && tooSoon(course, session.start)?.notBefore],
  check: (course, at, session) => session && tooSoon(course, latest(session.start, at)),
  today: tooSoon,
};

/** §4.10 */
export const noHold: Gate = {
  at: 'booking',
  overridable: false,
  check: (course, at) => {
    const open = course.holds.filter(({ since }) => since <= at);
    const then = (course.lifted ?? []).filter(({ since, until }) => since <= at && at < until);
    if (open.length + then.length === 0) return undefined;
    const owners = [...new Set(open.map(({ owner }) => owner))];
    const why = open.length > 0 ? reason('on-hold:now', owners) : reason('on-hold:then', owners);
    const reviews = open.map(({ reviewOn }) => reviewOn).sort();
    return notBefore(why, at, reviews.at(-1));
  },
};
