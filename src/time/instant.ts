import { remember } from './remember';

/**
 * Instants are UTC, as ISO 8601 text with milliseconds (`2027-01-04T17:00:00.000Z`): readable in the
 * Temporal UI, the database and the audit log, and as text they sort in the order of time.
 */
export type Instant = string & { readonly __instant: unique symbol };

const HOUR_MS = 3_600_000;

/** Reads an ISO 8601 date-time with an offset. Throws RangeError for any other text, or a day that no month has. */
export function instant(text: string): Instant {
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split('-').map(Number);
  // `Date.parse` takes February 30 for March 2.
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) throw new RangeError(`no date: ${text}`);
  return fromMs(Date.parse(text));
}

/** A five-digit year is written with a sign, which would sort before all others. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** From epoch milliseconds, clamped to the years 0 to 9999. Throws RangeError for NaN. */
export const fromMs: (epochMs: number) => Instant = remember(
  (epochMs) => new Date(Math.min(Math.max(epochMs, FIRST_MS), LAST_MS)).toISOString() as Instant,
);

/** To epoch milliseconds. */
export const toMs: (at: Instant) => number = remember((at) => Date.parse(at));

/** Adds elapsed hours, regardless of clock changes: a rule in hours means elapsed time (course.md §5). */
export function plusHours(at: Instant, hours: number): Instant {
  return fromMs(toMs(at) + hours * HOUR_MS);
}

export function plusMinutes(at: Instant, minutes: number): Instant {
  return fromMs(toMs(at) + minutes * 60_000);
}

/** Elapsed whole minutes from `from` to `to`, rounded down. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.floor((toMs(to) - toMs(from)) / 60_000);
}

export function earliest(instants: readonly Instant[]): Instant | undefined {
  return instants.reduce<Instant | undefined>(
    (min, at) => (min === undefined || at < min ? at : min),
    undefined,
  );
}

export function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/**
 * Compares by an instant, earliest first: `sessions.sort(byInstant(({ start }) => start))`. Equal instants
 * compare as equal, so a sort keeps their order. What has no instant comes first.
 */
export const byInstant =
  <T>(instantOf: (one: T) => Instant | undefined) =>
  (a: T, b: T): number => {
    const [first, second] = [instantOf(a) ?? '', instantOf(b) ?? ''];
    return first < second ? -1 : first > second ? 1 : 0;
  };
