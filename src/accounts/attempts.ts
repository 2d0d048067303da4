/** Limits of failed attempts. A count belongs to a key, such as an account and an address together. */
import { toMs, type Instant } from '../time/instant';

interface Count {
  since: Instant;
  failed: number;
}

/** More keys than this are forgotten, the oldest first, so that nobody can fill the memory. */
const MOST_KEYS = 50_000;

export interface Attempts {
  /** Counts an attempt as failed until it is taken back. Returns the seconds to wait if there were too many. */
  begin(key: string, now: Instant): number | undefined;
  /** It did not fail. */
  takeBack(key: string): void;
}

/** At most `limit` failed attempts in `minutes` from the first. Each process counts separately. */
export function attempts(limit: number, minutes: number): Attempts {
  const counts = new Map<string, Count>();
  return {
    begin(key, now) {
      const known = counts.get(key);
      const leftMs = known ? minutes * 60_000 - (toMs(now) - toMs(known.since)) : 0;
      if (!known || leftMs <= 0) {
        counts.delete(key);
        counts.set(key, { since: now, failed: 1 });
        const [oldest] = counts.keys();
        if (counts.size > MOST_KEYS && oldest !== undefined) counts.delete(oldest);
        return undefined;
      }
      if (known.failed >= limit) return Math.ceil(leftMs / 1000);
      known.failed += 1;
      return undefined;
    },
    takeBack(key) {
      const known = counts.get(key);
      if (known) known.failed -= 1;
    },
  };
}
