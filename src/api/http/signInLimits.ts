/** How often somebody may try to sign in. Nobody is locked out by what others do at another address. */
import { ipKeyGenerator } from 'express-rate-limit';
import { attempts, type Attempts } from '../../accounts/attempts';
import type { Instant } from '../../time/instant';
import { ApiError } from './errors';

const MINUTES = 15;
const MOST_FAILED = { perAccount: 10, perAddress: 100 };
/** Nobody can fill somebody's mailbox. */
const LINKS = { most: 5, minutes: 60 };
/** A code has a million values only. Anyone who guesses one knows the password already. */
const CODES = { most: 20, minutes: 60 };

export interface SignInLimits {
  /** By account and address together. */
  perAccount: Attempts;
  /** By address, over all accounts. */
  perAddress: Attempts;
  /** E-mails with a link, by account, wherever they are asked for. */
  links: Attempts;
  /** Codes of second factors, by account, wherever they come from. */
  codes: Attempts;
}

export const signInLimits = (): SignInLimits => ({
  perAccount: attempts(MOST_FAILED.perAccount, MINUTES),
  perAddress: attempts(MOST_FAILED.perAddress, MINUTES),
  links: attempts(LINKS.most, LINKS.minutes),
  codes: attempts(CODES.most, CODES.minutes),
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
  // First, so that guessing one account without end does not use up what others at the address may try.
  refuseIf(perAccount.begin(both, now));
  refuseIf(perAddress.begin(from, now));
  return {
    succeeded: () => {
      perAddress.takeBack(from);
      perAccount.takeBack(both);
    },
  };
}

/** Like `countAttempt`, for a code of the second factor of this account. @throws ApiError `rate-limited` */
export function countCode(
  { limits: { codes } }: { limits: SignInLimits },
  staffId: string,
  now: Instant,
): { succeeded: () => void } {
  refuseIf(codes.begin(staffId, now));
  return {
    succeeded: () => {
      codes.takeBack(staffId);
    },
  };
}

function refuseIf(retryAfterSeconds: number | undefined): void {
  if (retryAfterSeconds === undefined) return;
  const detail = 'Too many failed attempts. Wait, then try again.';
  throw new ApiError('rate-limited', detail, { retryAfterSeconds });
}
