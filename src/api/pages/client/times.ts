/** Free times that a page offers: from what the practice would offer on the telephone. */
import type { CourseRow } from '../../../store';
import { fewOf } from '../../../time/freeTimes';
import { latest, plusHours, type Instant } from '../../../time/instant';
import { freeTimesOf } from '../../freeTimes';
import type { ApiDeps } from '../../http/deps';
import { ownTimesOf } from '../../ownTime';
import type { Item } from './questions';
import { zoneFor, type Shown } from './views';

/** Nobody can move a session for sooner without a call. Our own assumption. */
const AHEAD_HOURS = 24;

/** More would be a long way to scroll on a phone. */
const FEW = { days: 6, perDay: 4 };

/** All that are free; none where nothing is to be chosen. A hint, not a reservation. @throws StoreError */
export async function freeFor(
  deps: ApiDeps,
  course: CourseRow,
  item: Item,
  now: Instant,
): Promise<Instant[]> {
  if (item.kind === 'ownTime') return ownTimesOf(deps, course, now);
  if (item.kind !== 'anotherTime') return [];
  const { store } = deps;
  const calendar = await store.calendars.of(course.id);
  const booked = calendar?.bookings.find(({ session }) => session === item.session);
  if (!booked) return [];
  const soonest = plusHours(now, AHEAD_HOURS);
  const from = latest(soonest, booked.window?.from ?? soonest);
  const { times } = await freeTimesOf(store, course, { ...booked, from, now });
  return times.filter((time) => time !== item.start);
}

/** A few of them, to choose from on a phone. */
export function fewFor(times: readonly Instant[], item: Item, shown: Shown): Instant[] {
  const session = 'session' in item ? shown.sessions.find(({ ref }) => ref === item.session) : undefined;
  return fewOf(times, { ...FEW, zone: zoneFor(shown, session) });
}
