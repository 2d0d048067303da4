/** Answers kept by Idempotency-Key are forgotten after their time. */
import type { Logger } from 'pino';
import { fromMs, plusHours } from '../time/instant';
import type { Store } from '../store';
import { every, type Repeating } from './every';

/** A key repeated later than this is a new request; a course still knows the signals it has taken. */
const KEPT_DAYS = 30;
const HOURS_A_DAY = 24;
const HOURLY_MS = 3_600_000;

interface Sweeping {
  log: Pick<Logger, 'warn'>;
  everyMs?: number;
  now?: () => number;
}

/** Forgets at once, then every hour, until stopped. A failure is logged and mended by the next time. */
export const expireIdempotencyKeys = (
  { idempotency }: { idempotency: Pick<Store['idempotency'], 'expire'> },
  { log, everyMs = HOURLY_MS, now = Date.now }: Sweeping,
): Repeating =>
  every(everyMs, () => idempotency.expire(plusHours(fromMs(now()), -KEPT_DAYS * HOURS_A_DAY)), {
    ...{ log, failed: 'old answers could not be forgotten' },
  });
