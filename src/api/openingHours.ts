/** Sessions held against the hours and days on which the practice is open. Nothing is refused for it. */
import type { Booking } from '../course/status/calendar';
import type { CourseBooking, Repositories } from '../store';
import { plusHours, type Instant } from '../time/instant';
import { notOpen, type Hours, type Opening } from '../time/opening';
import { warning, type WarningCode } from '../vocabulary/warnings';

/** Where no hours were entered, the practice did not say that it is closed. */
const UNSAID = { date: 'practice-closed', weekday: 'weekend', time: 'outside-hours' } as const;
const SAID = { date: 'practice-closed', weekday: 'practice-not-open', time: 'practice-not-open' } as const;

/** What to look at about the day and the hour of each of these. None before the practice has been set up. */
export const outsideOpeningHours = (
  practice: Opening | undefined,
  booked: readonly Pick<Booking, 'session' | 'start' | 'minutes'>[],
) =>
  booked.flatMap(({ session, ...span }) => {
    const why = practice && notOpen(practice, span);
    if (!why) return [];
    const code: WarningCode = (practice.hours ? SAID : UNSAID)[why];
    return [{ ...warning(code), session }];
  });

/** Nothing is booked further ahead. */
const FAR_HOURS = 24 * 36_500;

/** Booked sessions from now on that are within the practice's hours, and would not be within these. The next one first. */
export async function bookedOutside(
  { calendars, practice: practices }: Pick<Repositories, 'calendars' | 'practice'>,
  hours: Hours | undefined,
  now: Instant,
): Promise<CourseBooking[]> {
  const practice = await practices.get();
  if (!practice) return [];
  const other = { ...practice, hours };
  const booked = await calendars.booked({ from: now, before: plusHours(now, FAR_HOURS) });
  return booked.filter((each) => !notOpen(practice, each) && notOpen(other, each));
}
