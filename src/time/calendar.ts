/** Business days and quiet hours. course.md §5 */
import { atTimeOfDay, civilIn, dateIn, plusCivilDays, weekdayIn } from './civil';
import type { Instant } from './instant';

/** Client messages go out from this hour … */
export const FIRST_HOUR = 9;
/** … to this hour, client time. */
export const LAST_HOUR = 20;

export interface PracticeCalendar {
  zone: string;
  /** Civil dates (`YYYY-MM-DD`) on which the practice is closed, in addition to Saturdays and Sundays. */
  closedDays: readonly string[];
}

export function isBusinessDay(calendar: PracticeCalendar, at: Instant): boolean {
  const weekday = weekdayIn(calendar.zone, at);
  return weekday !== 0 && weekday !== 6 && !calendar.closedDays.includes(dateIn(calendar.zone, at));
}

/** The same time of day, `days` business days of the practice later. */
export function plusBusinessDays(calendar: PracticeCalendar, at: Instant, days: number): Instant {
  let left = days;
  let offset = 0;
  let reached = at;
  // With every day closed, the search must still end: it stops after two years.
  while (left > 0 && offset < 731) {
    offset += 1;
    reached = plusCivilDays(calendar.zone, at, offset);
    if (isBusinessDay(calendar, reached)) left -= 1;
  }
  return reached;
}

/** Whether a client message may go out at `at`: from 9:00 up to and including 20:00, client time. */
export function isWakingHour(zone: string, at: Instant): boolean {
  const { hour, minute } = civilIn(zone, at);
  return hour >= FIRST_HOUR && (hour < LAST_HOUR || (hour === LAST_HOUR && minute === 0));
}

/** A reminder of an event moves *earlier*, to 20:00 of the evening before. */
export function earlierInWakingHours(zone: string, at: Instant): Instant {
  if (isWakingHour(zone, at)) return at;
  const { hour } = civilIn(zone, at);
  return atTimeOfDay(zone, at, hour < FIRST_HOUR ? -1 : 0, LAST_HOUR);
}

/** Any other message moves *later*, to the next 9:00. */
export function laterInWakingHours(zone: string, at: Instant): Instant {
  if (isWakingHour(zone, at)) return at;
  const { hour } = civilIn(zone, at);
  return atTimeOfDay(zone, at, hour < FIRST_HOUR ? 0 : 1, FIRST_HOUR);
}
