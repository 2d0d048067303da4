/** Sessions held against the hours and days on which the practice is open. Nothing is refused for it. */
import type { Booking } from '../course/status/calendar';
import { notOpen, type Opening } from '../time/opening';
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
