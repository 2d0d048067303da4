/** When the practice is open: the one rule for warnings, the calendar and free times. course.md §9 */
import { dateIn, timeOfDayIn, weekdayIn } from './civil';
import { plusMinutes, type Instant } from './instant';

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** Times of the day, such as `09:00`. */
export interface DayHours {
  opens: string;
  closes: string;
}

/** Days that are left out are closed. */
export type Hours = Partial<Record<(typeof WEEKDAYS)[number], DayHours>>;

export interface Opening {
  zone: string;
  /** Civil dates (`YYYY-MM-DD`) on which it is closed besides. */
  closedDays: readonly string[];
  /** Absent: not entered. */
  hours?: Hours | undefined;
}

export interface Span {
  start: Instant;
  minutes: number;
}

/** The hours of the day within which a session is no surprise, wherever somebody is. */
const DAYTIME: DayHours = { opens: '07:00', closes: '21:00' };

/** What counts where the practice has not entered its hours. */
const USUAL: Hours = {
  ...{ monday: DAYTIME, tuesday: DAYTIME, wednesday: DAYTIME, thursday: DAYTIME, friday: DAYTIME },
};

export const hoursOf = ({ hours }: Pick<Opening, 'hours'>): Hours => hours ?? USUAL;

/** The hours of the civil day of `at`; undefined if the practice is closed on that day of the week. */
export const hoursOn = (opening: Pick<Opening, 'zone' | 'hours'>, at: Instant): DayHours | undefined =>
  hoursOf(opening)[WEEKDAYS[weekdayIn(opening.zone, at)] ?? 'sunday'];

/** It neither begins before nor ends after, and ends on the day on which it begins. */
function within(zone: string, { start, minutes }: Span, { opens, closes }: DayHours): boolean {
  const end = plusMinutes(start, minutes);
  return (
    dateIn(zone, start) === dateIn(zone, end) &&
    timeOfDayIn(zone, start) >= opens &&
    timeOfDayIn(zone, end) <= closes
  );
}

export const isDaytime = (zone: string, span: Span): boolean => within(zone, span, DAYTIME);

/** Why the practice is not open for all of it: the date, the day of the week, or the time. Undefined: it is open. */
export function notOpen(opening: Opening, span: Span): 'date' | 'weekday' | 'time' | undefined {
  if (opening.closedDays.includes(dateIn(opening.zone, span.start))) return 'date';
  const open = hoursOn(opening, span.start);
  if (!open) return 'weekday';
  return within(opening.zone, span, open) ? undefined : 'time';
}
