/**
 * Instants are UTC, as ISO 8601 text with milliseconds (`2027-01-04T17:00:00.000Z`): readable in the
 * Temporal UI, the database and the audit alike, and in this one form they sort as they follow in time.
 */
export type Instant = string & { readonly __instant: unique symbol };

const HOUR_MS = 3_600_000;

/** Reads any ISO 8601 date-time with an offset. Throws RangeError when it is none. */
export function instant(text: string): Instant {
  return fromMs(Date.parse(text));
}

/** A year of five digits is written with a sign, which would sort before all others. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** From epoch milliseconds; before the year 0 and after 9999 the nearest instant within. Throws RangeError for NaN. */
export function fromMs(epochMs: number): Instant {
  return new Date(Math.min(Math.max(epochMs, FIRST_MS), LAST_MS)).toISOString() as Instant;
}

/** To epoch milliseconds. */
export function toMs(at: Instant): number {
  return Date.parse(at);
}

/** Elapsed hours (a rule in hours is elapsed time, course.md §5), whatever the zone's clocks do. */
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
