/** How often somebody may try to sign in. Nobody is locked out by what others do at another address. */
import { ipKeyGenerator } from 'express-rate-limit';
import { attempts, type Attempts } from '../../accounts/attempts';
import { minutesBetween, plusMinutes, type Instant } from '../../time/instant';
import type { ApiStore } from './deps';
import { ApiError } from './errors';

/** Each process counts passwords by itself: addresses are not stored. ADR 23 says why this is enough. */
const MINUTES = 15;
const MOST_FAILED = { perAccount: 10, perAddress: 100 };
/** Nobody can fill somebody's mailbox. */
const LINKS = { most: 5, minutes: 60 };
/**
 * A code has a million values only, so these are counted in the database, for all processes together. Anyone who guesses
 * one knows the password already.
 */
const CODES = { most: 20, minutes: 60 };

/** Nobody can look through a network, or fill a mailbox, with tests of a mail server. */
const MAIL_TESTS = { most: 20, minutes: 60 };

export interface SignInLimits {
  /** By account and address together. */
  perAccount: Attempts;
  /** By address, over all accounts. */
  perAddress: Attempts;
  /** E-mails with a link, by account, wherever they are asked for. */
  links: Attempts;
  /** Tests of the mail server, by person. */
  mailTests: Attempts;
}

export const signInLimits = (): SignInLimits => ({
  perAccount: attempts(MOST_FAILED.perAccount, MINUTES),
  perAddress: attempts(MOST_FAILED.perAddress, MINUTES),
  links: attempts(LINKS.most, LINKS.minutes),
  mailTests: attempts(MAIL_TESTS.most, MAIL_TESTS.minutes),
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

/** Like `countAttempt`, for a code of the second factor of this account, in every process. @throws ApiError `rate-limited` */
export async function countCode(
  { accounts }: Pick<ApiStore, 'accounts'>,
  staffId: string,
  now: Instant,
): Promise<{ succeeded: () => Promise<void> }> {
  const { most, minutes } = CODES;
  const since = await accounts.beginCode(staffId, { most, after: plusMinutes(now, -minutes), now });
  refuseIf(since && Math.ceil((minutes - minutesBetween(since, now)) * 60));
  return { succeeded: () => accounts.codeSucceeded(staffId) };
}

/** Counts a test of the mail server. @throws ApiError `rate-limited` */
export function countMailTest(
  { limits: { mailTests } }: { limits: SignInLimits },
  person: string,
  now: Instant,
): void {
  const detail = 'Too many test e-mails in an hour. Wait, then try again.';
  refuseIf(mailTests.begin(person, now), detail);
}

function refuseIf(
  retryAfterSeconds: number | undefined,
  detail = 'Too many failed attempts. Wait, then try again.',
): void {
  if (retryAfterSeconds === undefined) return;
  throw new ApiError('rate-limited', detail, { retryAfterSeconds });
}
