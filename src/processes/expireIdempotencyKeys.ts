/** Answers saved by Idempotency-Key are deleted after a while. */
import type { Logger } from 'pino';
import { fromMs, plusHours } from '../time/instant';
import type { Store } from '../store';
import { repeatEvery, type RepeatingWork } from './repeatEvery';

/** A key repeated later than this is a new request. A course still knows the signals it has processed. */
const RETENTION_DAYS = 30;
const HOURS_PER_DAY = 24;
const HOURLY_MS = 3_600_000;

interface ExpiryOptions {
  log: Pick<Logger, 'warn'>;
  everyMs?: number;
  now?: () => number;
}

/** Deletes expired answers now and then every hour, until stopped. A failure is logged; the next round retries. */
export const expireIdempotencyKeys = (
  { idempotency }: { idempotency: Pick<Store['idempotency'], 'expire'> },
  { log, everyMs = HOURLY_MS, now = Date.now }: ExpiryOptions,
): RepeatingWork =>
  repeatEvery(everyMs, () => idempotency.expire(plusHours(fromMs(now()), -RETENTION_DAYS * HOURS_PER_DAY)), {
    ...{ log, failed: 'expired Idempotency-Key answers could not be deleted' },
  });
