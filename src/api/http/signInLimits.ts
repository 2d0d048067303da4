/** How often somebody may try to sign in. Nobody is locked out by what others do at another address. */
import { ipKeyGenerator } from 'express-rate-limit';
import { attempts, type Attempts } from '../../accounts/attempts';
import type { Instant } from '../../time/instant';
import { ApiError } from './errors';

const MINUTES = 15;
const MOST_FAILED = { perAccount: 10, perAddress: 100 };

export interface SignInLimits {
  /** By account and address together. */
  perAccount: Attempts;
  /** By address, over all accounts. */
  perAddress: Attempts;
}

export const signInLimits = (): SignInLimits => ({
  perAccount: attempts(MOST_FAILED.perAccount, MINUTES),
  perAddress: attempts(MOST_FAILED.perAddress, MINUTES),
});

/**
 * Counts an attempt as failed until it has succeeded, so that many at once are counted, too.
 * @throws ApiError `rate-limited`
 */
export function countAttempt(
  { address, limits: { perAccount, perAddress } }: { address: string; limits: SignInLimits },
  account: string,
  now: Instant,
): { succeeded: () => void } {
  const from = ipKeyGenerator(address);
  const both = `${from} ${account.toLowerCase()}`;
  const retryAfterSeconds = perAddress.begin(from, now) ?? perAccount.begin(both, now);
  if (retryAfterSeconds !== undefined)
    throw new ApiError('rate-limited', 'Too many failed attempts. Wait, then try again.', {
      retryAfterSeconds,
    });
  return {
    succeeded: () => {
      perAddress.takeBack(from);
      perAccount.takeBack(both);
    },
  };
}
