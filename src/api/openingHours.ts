/** Sessions held against the hours in which the practice is open. Nothing is refused for it. */
import type { Booking } from '../course/status/calendar';
import { WEEKDAYS } from '../store';
import { dateIn, timeOfDayIn, weekdayIn } from '../time/civil';
import { plusMinutes } from '../time/instant';
import { warning, type Warning } from '../vocabulary/warnings';
import type { ApiStore } from './http/deps';

/** Those that begin before it opens, end after it closes, or are on a weekday on which it does not open. */
export async function outsideOpeningHours(
  { practice }: Pick<ApiStore, 'practice'>,
  booked: readonly Booking[],
): Promise<Warning[]> {
  const settings = booked.length > 0 ? await practice.get() : undefined;
  if (!settings?.hours) return [];
  const { zone, hours } = settings;
  return booked.flatMap(({ session, start, minutes }) => {
    const end = plusMinutes(start, minutes);
    const open = hours[WEEKDAYS[weekdayIn(zone, start)] ?? 'sunday'];
    const isOpen =
      open !== undefined &&
      dateIn(zone, start) === dateIn(zone, end) &&
      timeOfDayIn(zone, start) >= open.opens &&
      timeOfDayIn(zone, end) <= open.closes;
    return isOpen ? [] : [{ ...warning('practice-not-open'), session }];
  });
}
