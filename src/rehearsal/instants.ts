/** The times of a scenario: relative to its start, in the client's civil time. */
import { z } from 'zod';
import { atTimeOfDay, dateIn, instantOf, weekdayIn } from '../time/civil';
import { Day, InstantText } from '../catalog/shapes';
import { instant, type Instant } from '../time/instant';

const RELATIVE = /^\+(\d{1,4})d ([01]\d|2[0-3]):([0-5]\d)$/;

/** A time of day, from 00:00 to 23:59. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** `+DAYSd HH:MM`, or an absolute ISO 8601 date-time with an offset: a time that exists. */
export const isWhen = (text: string): boolean => RELATIVE.test(text) || InstantText.safeParse(text).success;

/** A day of some year, as `MM-DD`. February 29 is one: the first such weekday after it is meant. */
export const isDayOfYear = (text: string): boolean =>
  /^\d{2}-\d{2}$/.test(text) && Day.safeParse(`2028-${text}`).success;

/** Whether `MM-DD` is a day of that year. */
export const isDayOf = (year: number, monthAndDay: string): boolean =>
  z.iso.date().safeParse(`${year}-${monthAndDay}`).success;

/** Whether a time counts from the start of the scenario. */
export const isRelative = (text: string): boolean => RELATIVE.test(text);

/** A relative time that many days later; any other text as it is. */
export const later = (text: string, days: number): string =>
  text.replace(
    RELATIVE,
    (_, from: string, hour: string, minute: string) => `+${Number(from) + days}d ${hour}:${minute}`,
  );

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Resolves a time of a scenario to an instant. */
export function resolveWhen(text: string, start: Instant, zone: string): Instant {
  const relative = RELATIVE.exec(text);
  if (!relative) return instant(text);
  const [days = 0, hour = 0, minute = 0] = relative.slice(1).map(Number);
  return atTimeOfDay(zone, start, days, hour, minute);
}

interface StartDay {
  /** The first such weekday on or after `MM-DD`, at `HH:MM`. */
  start: { year?: number | undefined; onOrAfter: string; weekday: string; at: string };
  zone: string;
}

/** The start of a scenario in its year, or else the first one after `now`. */
export function startOf({ start, zone }: StartDay, now: Instant): Instant {
  const [month = 1, day = 1] = start.onOrAfter.split('-').map(Number);
  const [hour = 9, minute = 0] = start.at.split(':').map(Number);
  const weekday = DAYS.indexOf(start.weekday);
  const thisYear = Number(dateIn(zone, now).slice(0, 4));
  for (const year of start.year === undefined ? [thisYear, thisYear + 1, thisYear + 2] : [start.year]) {
    const first = instantOf(zone, { year, month, day, hour, minute });
    const ahead = (weekday - weekdayIn(zone, first) + 7) % 7;
    const at = instantOf(zone, { year, month, day: day + ahead, hour, minute });
    if (start.year !== undefined || at > now) return at;
  }
  throw new RangeError('a scenario must start within two years');
}

/** Replaces every relative time inside the fields of a signal. */
export function resolveFields(value: unknown, start: Instant, zone: string): unknown {
  if (typeof value === 'string') return RELATIVE.test(value) ? resolveWhen(value, start, zone) : value;
  if (Array.isArray(value)) return value.map((each) => resolveFields(each, start, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, resolveFields(each, start, zone)]),
  );
}
