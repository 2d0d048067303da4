/** Times as people say them: with the day, and with the zone where it is not clear. */
import { dateIn, instantOf, timeOfDayIn } from '../../time/civil';
import { fromMs, type Instant } from '../../time/instant';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

export const clock = (zone: string, at: string): string =>
  format(zone, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));

/** `Monday, February 15`. */
export const longDay = (zone: string, at: string | Date): string =>
  format(zone, { weekday: 'long', month: 'long', day: 'numeric' }).format(new Date(at));

/** `today`, `tomorrow`, `yesterday`, else `Mon, Feb 15`, with the year if it is another one. */
export function day(zone: string, at: string, now = new Date()): string {
  const then = dateIn(zone, at as Instant);
  const today = dateIn(zone, fromMs(now.getTime()));
  const days = Math.round((Date.parse(then) - Date.parse(today)) / DAY_MS);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const otherYear = then.slice(0, 4) !== today.slice(0, 4);
  return format(zone, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(otherYear && { year: 'numeric' }),
  }).format(new Date(at));
}

/** `today 4:30 PM`, `Mon, Feb 15, 10:00 AM`. */
export function dayAndTime(zone: string, at: string, now = new Date()): string {
  const said = day(zone, at, now);
  return `${said}${said.includes(',') ? ',' : ''} ${clock(zone, at)}`;
}

/**
 * `Mon, Nov 30, 2:00 PM Eastern time`: a time in the zone of somebody else. Always with its date: `today` is the reader's, and may be
 * another day where they are.
 */
export function timeElsewhere(zone: string, at: string): string {
  const date = format(zone, { weekday: 'short', month: 'short', day: 'numeric' }).format(new Date(at));
  return `${date}, ${clock(zone, at)} ${zoneName(zone)}`;
}

/** `Pacific time`, as people call a zone; its city where it has no such name. */
export function zoneName(zone: string): string {
  const part = format(zone, { timeZoneName: 'longGeneric' })
    .formatToParts(new Date())
    .find(({ type }) => type === 'timeZoneName')?.value;
  const name = part?.replace(/ Time$/, '') ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return `${name} time`;
}

/** `2 days`, `21 h`, `5 min`: hours up to two days, whole units only. */
export function span(ms: number): string {
  const length = Math.abs(ms);
  if (length >= 2 * DAY_MS) return `${Math.floor(length / DAY_MS)} days`;
  return length >= HOUR_MS ? `${Math.floor(length / HOUR_MS)} h` : `${Math.floor(length / MINUTE_MS)} min`;
}

export interface DueWords {
  tone: 'harm' | 'soon' | 'none';
  words: string;
}

/** How urgent something due is: late, running out within a day, or on its day. */
export function due(zone: string, at: string, now = new Date()): DueWords {
  const left = Date.parse(at) - now.getTime();
  if (left < 0) return { tone: 'harm', words: -left < MINUTE_MS ? 'now' : `${span(left)} late` };
  if (left < DAY_MS) return { tone: 'soon', words: `${span(left)} left` };
  return { tone: 'none', words: day(zone, at, now) };
}

/** The civil date some days after another. */
export function plusDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** The time of day for an input, `16:30`. */
export const civilTime = timeOfDayIn;

/** A civil day in a zone, as instants: from its start until before the end of `days` days. */
export function daySpan(zone: string, date: string, days = 1): { from: Instant; before: Instant } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const midnight = (plus: number) => instantOf(zone, { year, month, day: day + plus, hour: 0, minute: 0 });
  return { from: midnight(0), before: midnight(days) };
}

/** Today's civil date in a zone. */
export const today = (zone: string): string => dateIn(zone, fromMs(Date.now()));

/** The civil date of an instant in a zone, `2027-02-15`. */
export const dayOf = (zone: string, at: string): string => dateIn(zone, at as Instant);
