/**
 * Civil time in a named zone, on `Intl` with an explicit zone only: safe in the workflow sandbox and
 * without the memory of a calendar library (ADR 4). Property tests compare it with temporal-polyfill.
 */
import { fromMs, toMs, type Instant } from './instant';
import { remember } from './remember';
import { zonedFormat } from './zoned';

/** A local date and time. `month` is 1–12. */
export interface Civil {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const wallClock = zonedFormat({
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** Whether this runtime knows the IANA zone. */
export function isZone(zone: string): boolean {
  try {
    wallClock(zone, 0);
    return true;
  } catch {
    return false;
  }
}

function formattedMs(zone: string, epochMs: number): number {
  const { year, month, day, hour, minute, second } = wallClock(zone, epochMs);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** Some zones have changed their clocks at one minute past midnight, but none within a minute. */
const MINUTE_MS = 60_000;

/** How far a zone is ahead of UTC in a minute since the epoch. */
const offsetsOf = remember((zone: string) =>
  remember((minute: number) => formattedMs(zone, minute * MINUTE_MS) - minute * MINUTE_MS),
);

const offsetMs = (zone: string, epochMs: number): number => offsetsOf(zone)(Math.floor(epochMs / MINUTE_MS));

/** The local time of `zone`, as if it were UTC. */
const readMs = (zone: string, epochMs: number): number => epochMs + offsetMs(zone, epochMs);

const asMs = (c: Civil): number => Date.UTC(c.year, c.month - 1, c.day, c.hour, c.minute);

/** The local time of `zone` at `at`, in whole minutes. */
export function civilIn(zone: string, at: Instant): Civil {
  const read = new Date(readMs(zone, toMs(at)));
  return {
    year: read.getUTCFullYear(),
    month: read.getUTCMonth() + 1,
    day: read.getUTCDate(),
    hour: read.getUTCHours(),
    minute: read.getUTCMinutes(),
  };
}

/**
 * The instant of a local time. A local time that occurs twice (clocks go back) is its first occurrence; one
 * that never occurs (clocks go forward) moves later by the size of the gap.
 */
export function instantOf(zone: string, civil: Civil): Instant {
  const wanted = asMs(civil);
  const day = 86_400_000;
  const before = readMs(zone, wanted - day) - (wanted - day);
  const after = readMs(zone, wanted + day) - (wanted + day);
  // If both match, the clocks go back, and the first candidate is the earlier one.
  const candidates = [wanted - before, wanted - after];
  const exact = candidates.find((ms) => readMs(zone, ms) === wanted);
  return fromMs(exact ?? wanted - before);
}

/** The same local time `days` civil days later (or earlier) in `zone`. */
export function plusCivilDays(zone: string, at: Instant, days: number): Instant {
  const civil = civilIn(zone, at);
  const seconds = toMs(at) % 60_000;
  const moved = instantOf(zone, { ...civil, day: civil.day + days });
  return fromMs(toMs(moved) + seconds);
}

/** The same local time `months` civil months later; where that month is shorter, on its last day. */
export function plusCivilMonths(zone: string, at: Instant, months: number): Instant {
  const civil = civilIn(zone, at);
  const lastDay = new Date(Date.UTC(civil.year, civil.month + months, 0)).getUTCDate();
  const day = Math.min(civil.day, lastDay);
  return instantOf(zone, { ...civil, month: civil.month + months, day });
}

/** The first instant of the civil day `days` after that of `at`, in `zone`. */
export const startOfDay = (zone: string, at: Instant, days = 0): Instant => atTimeOfDay(zone, at, days, 0);

/** The last minute of the civil day `days` after that of `at`, in `zone`. */
export const endOfDay = (zone: string, at: Instant, days = 0): Instant => atTimeOfDay(zone, at, days, 23, 59);

/** `hour:minute` on the civil day `days` after that of `at`, in `zone`. */
export function atTimeOfDay(zone: string, at: Instant, days: number, hour: number, minute = 0): Instant {
  const { year, month, day } = civilIn(zone, at);
  return instantOf(zone, { year, month, day: day + days, hour, minute });
}

/** The civil date as `YYYY-MM-DD`. */
export function dateIn(zone: string, at: Instant): string {
  const { year, month, day } = civilIn(zone, at);
  return fromMs(Date.UTC(year, month - 1, day)).slice(0, 10);
}

/** The time of day, `16:30`. */
export function timeOfDayIn(zone: string, at: Instant): string {
  const { hour, minute } = civilIn(zone, at);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayIn(zone: string, at: Instant): number {
  const { year, month, day } = civilIn(zone, at);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
