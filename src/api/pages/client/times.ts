/** Free times that a page offers: from what the practice would offer on the telephone. */
import type { CourseRow } from '../../../store';
import { fewOf } from '../../../time/freeTimes';
import { latest, plusHours, type Instant } from '../../../time/instant';
import { freeTimesOf } from '../../freeTimes';
import type { ApiDeps } from '../../http/deps';
import type { Item } from './questions';
import { zoneFor, type Shown } from './views';

/** Nobody can move a session for sooner without a call. Our own assumption. */
const AHEAD_HOURS = 24;

/** More would be a long way to scroll on a phone. */
const FEW = { days: 6, perDay: 4 };

/** None where nothing is to be chosen. A hint, not a reservation. @throws StoreError */
export async function timesToChoose(
  { store }: ApiDeps,
  course: CourseRow,
  item: Item,
  shown: Shown,
): Promise<Instant[]> {
  if (item.kind !== 'anotherTime') return [];
  const calendar = await store.calendars.of(course.id);
  const booked = calendar?.bookings.find(({ session }) => session === item.session);
  if (!booked) return [];
  const { now } = shown;
  const soonest = plusHours(now, AHEAD_HOURS);
  const from = latest(soonest, booked.window?.from ?? soonest);
  const { times } = await freeTimesOf(store, course, { ...booked, from, now });
  const zone = zoneFor(
    shown,
    shown.sessions.find(({ ref }) => ref === item.session),
  );
  return fewOf(
    times.filter((time) => time !== item.start),
    { ...FEW, zone },
  );
}
