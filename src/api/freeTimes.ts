/** Free times of a session: what the practice knows, handed to the rule in src/time/freeTimes.ts. */
import type { NextBooking } from '../course/status/calendar';
import type { CourseRow } from '../store';
import { freeTimes } from '../time/freeTimes';
import { plusHours, plusMinutes, type Instant } from '../time/instant';
import type { Span } from '../time/opening';
import type { ApiStore } from './http/deps';
import { LONGEST_HOURS, whoIsThere } from './otherCourses';

type Stores = Pick<ApiStore, 'calendars' | 'clients' | 'inquiries' | 'practice' | 'sessions' | 'staff'>;

/** How far ahead is looked at once. */
export const LOOK_AHEAD_DAYS = 14;

const MOST_UNDER_WAY = 1_000;

export interface Asked extends NextBooking {
  /** The booking that would move, and so leaves its time free. */
  session: string | undefined;
  /** Not before. */
  from: Instant | undefined;
  now: Instant;
}

export interface FreeTimes {
  /** What was looked at. */
  from: Instant;
  to: Instant;
  /** Who holds it, as far as that is known: their other sessions are in the way. */
  holders: { role: NextBooking['roles'][number]; id: string; name: string }[];
  times: Instant[];
}

/** From the window's begin to its end, or for two weeks; after a window that has passed, from now on. */
function periodOf({ window = {}, from, now }: Asked): { from: Instant; to: Instant } {
  const soonest = plusMinutes(now, 1);
  const wanted = from ?? window.from ?? soonest;
  const begin = wanted > soonest ? wanted : soonest;
  const end = plusHours(begin, LOOK_AHEAD_DAYS * 24);
  const { to } = window;
  return { from: begin, to: to && to > begin && to < end ? to : end };
}

export async function freeTimesOf(
  store: Stores,
  { id, clientId }: Pick<CourseRow, 'id' | 'clientId'>,
  asked: Asked,
): Promise<FreeTimes> {
  const { session, minutes, roles, now } = asked;
  const { from, to } = periodOf(asked);
  const [practice, client, booked, underWay] = await Promise.all([
    store.practice.get(),
    clientId === undefined ? undefined : store.clients.find(clientId),
    store.calendars.booked({ from: plusHours(from, -LONGEST_HOURS), before: to }),
    sessionsUnderWay(store, from, now),
  ]);
  const others = [...booked.filter((each) => each.course !== id || each.session !== session), ...underWay];
  const holder = await store.staff.holders([...new Set([id, ...others.map(({ course }) => course)])]);
  const own = { course: id, client: clientId ?? null, roles };
  const people = new Set(whoIsThere(own, holder));
  const taken = others.filter(
    (other) => other.course === id || whoIsThere(other, holder).some((person) => people.has(person)),
  );
  const consults = await store.inquiries.consultsOf([...people], { from, before: to });
  const talks = consults.flatMap(({ consult }) => consult ?? []);
  const { zone = 'UTC', closedDays = [], hours } = practice ?? {};
  const times = freeTimes({
    ...{ from, to, minutes, taken: [...taken, ...talks] },
    practice: { zone, closedDays, hours },
    clientZone: client?.zone ?? zone,
  });
  const holders = roles.flatMap((role) => {
    const person = holder(id, role);
    return person ? [{ role, id: person.id, name: person.name }] : [];
  });
  return { from, to, holders, times };
}

/** A session that has begun is no booking any more, and its people are still there. */
async function sessionsUnderWay(
  { sessions }: Stores,
  from: Instant,
  now: Instant,
): Promise<(Span & Parameters<typeof whoIsThere>[0])[]> {
  if (from > plusHours(now, LONGEST_HOURS)) return [];
  const span = { from: plusHours(now, -LONGEST_HOURS), before: now, now, limit: MOST_UNDER_WAY };
  return (await sessions.list(span))
    .filter(({ status }) => status === 'inSession' || status === 'recovering')
    .map(({ course, client, roles, start, startedAt = start, minutes }) => ({
      ...{ course, client: client?.id ?? null, roles, start: startedAt, minutes },
    }));
}
