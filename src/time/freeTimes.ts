/** Free times for a session: when the practice is open, it is day where the client is, and nobody has another session. */
import { dateIn, startOfDay } from './civil';
import { minutesBetween, plusMinutes, type Instant } from './instant';
import { isDaytime, notOpen, type Opening, type Span } from './opening';

export interface Wanted {
  /** The whole session is within these. */
  from: Instant;
  to: Instant;
  minutes: number;
  practice: Opening;
  clientZone: string;
  /** The other sessions of the client and of those who hold this one. */
  taken: readonly Span[];
}

/** They begin at the full and the half hour. */
const EVERY_MINUTES = 30;

const endOf = ({ start, minutes }: Span): Instant => plusMinutes(start, minutes);
export const overlap = (a: Span, b: Span): boolean => a.start < endOf(b) && b.start < endOf(a);

/** The earliest first. Pure. */
export function freeTimes({ from, to, minutes, practice, clientZone, taken }: Wanted): Instant[] {
  const first = startOfDay(practice.zone, from);
  // They are counted first: an instant cannot go past the year 9999, so one that only moves on may never reach the end.
  const count = Math.floor((minutesBetween(first, to) - minutes) / EVERY_MINUTES) + 1;
  const starts = Array.from({ length: Math.max(count, 0) }, (_, n) => plusMinutes(first, n * EVERY_MINUTES));
  return starts.filter((start) => {
    const span = { start, minutes };
    return (
      start >= from &&
      notOpen(practice, span) === undefined &&
      isDaytime(clientZone, span) &&
      !taken.some((other) => overlap(other, span))
    );
  });
}

interface Few {
  /** On whose clock a day begins. */
  zone: string;
  days: number;
  perDay: number;
}

/** A few of them to choose from: of the first days, and of each day from its first to its last. Pure. */
export function fewOf(times: readonly Instant[], { zone, days, perDay }: Few): Instant[] {
  const byDay = new Map<string, Instant[]>();
  for (const time of times) {
    const day = dateIn(zone, time);
    byDay.set(day, [...(byDay.get(day) ?? []), time]);
  }
  return [...byDay.values()].slice(0, days).flatMap((ofDay) => spread(ofDay, perDay));
}

/** As many, as evenly as they can be, the first and the last among them. */
const spread = (times: readonly Instant[], most: number): Instant[] =>
  times.length <= most
    ? [...times]
    : Array.from(
        { length: most },
        (_, n) => times[Math.round((n * (times.length - 1)) / (most - 1))],
      ).flatMap((time) => time ?? []);
