/** What changes an account asks for its password again, because the person may have left their desk. */
import { z } from 'zod';
import { verifyPassword } from '../../../security/passwords';
import type { Account, SignIn } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { Identity, Visitor } from '../../http/context';
import type { ApiDeps } from '../../http/deps';
import { ApiError } from '../../http/errors';
import { countAttempt } from '../../http/signInLimits';
import { complete } from '../../http/visitor';

export const Password = z.string().max(1_000).meta({ format: 'password' });
export const OwnPassword = Password.meta({ description: 'Your password.' });

/**
 * The sign-in and the account, if the password is right.
 * @throws ApiError `sign-in-refused`, `rate-limited`, and those of `complete`
 */
export async function byPassword(
  visitor: Visitor,
  password: string,
  { store }: ApiDeps,
  now: Instant,
): Promise<{ signIn: SignIn; account: Account }> {
  const signIn = complete(visitor.signIn);
  const attempt = countAttempt(visitor, signIn.email, now);
  const account = await store.accounts.find(signIn.staffId);
  const right = await verifyPassword(account?.passwordHash, password);
  if (!account || !right) throw new ApiError('sign-in-refused', 'The password is wrong.');
  attempt.succeeded();
  return { signIn, account };
}

/** Someone signed in gives their password; a program has its token. @throws ApiError as `byPassword` */
export async function confirm(
  { visitor }: Identity,
  password: string | undefined,
  deps: ApiDeps,
  now: Instant,
): Promise<void> {
  if (visitor) await byPassword(visitor, password ?? '', deps, now);
}
