/**
 * What could give somebody else access is done in person: no token may do it, because a token can be stolen. Where a desk
 * that was left could do it, the password is asked for again. SECURITY.md lists these operations.
 */
import { z } from 'zod';
import { verifyPassword } from '../../security/passwords';
import type { Account, SignIn } from '../../store';
import type { Instant } from '../../time/instant';
import type { Identity, Visitor } from './context';
import type { ApiDeps } from './deps';
import { ApiError, invalid, type ApiErrorCode } from './errors';
import { countAttempt } from './signInLimits';
import { complete } from './visitor';

export const Password = z.string().max(1_000).meta({ format: 'password' });
export const OwnPassword = Password.meta({ description: 'Your password.' });

/** What an operation asks of a person. */
export interface InPerson {
  /** They give their own password again, as `ownPassword` in the body. */
  readonly password?: true;
  /** Only for a body that has one of these fields. Default: always. */
  readonly fields?: readonly string[];
}

interface Asks {
  readonly inPerson?: InPerson;
}

/** How it can be refused. */
export const inPersonProblems = ({ inPerson }: Asks): readonly ApiErrorCode[] => [
  ...(inPerson ? (['sign-in-needed'] as const) : []),
  ...(inPerson?.password ? (['sign-in-refused', 'password-not-set'] as const) : []),
];

/** In a sentence for the documentation; empty if it asks nothing. */
export function inPersonWords({ inPerson }: Asks): string {
  if (!inPerson) return '';
  const what = inPerson.fields ? ` with ${oneOfThese(inPerson.fields)}` : '';
  const how = inPerson.password ? ', and who is signed in gives their password again (`ownPassword`)' : '';
  return `No token may do this${what}${how}.`;
}

/** Such as: `a`, `b` or `c`. */
const oneOfThese = (fields: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(fields.map((field) => `\`${field}\``));

const sent = (body: unknown, field: string): unknown =>
  new Map<string, unknown>(Object.entries(body ?? {})).get(field);
const asks = ({ inPerson }: Asks, body: unknown): InPerson | undefined =>
  !inPerson?.fields || inPerson.fields.some((field) => sent(body, field) !== undefined)
    ? inPerson
    : undefined;

/** Refuses a token. @throws ApiError `sign-in-needed` */
export function requirePerson(asked: Asks, { visitor }: Identity, body: unknown): void {
  if (asks(asked, body) && !visitor)
    throw new ApiError('sign-in-needed', 'No token may do this. Sign in to the console.');
}

/** Checks the password where it is asked for. @throws ApiError `request-invalid`, and those of `byPassword` */
export async function requirePassword(
  asked: Asks,
  { visitor }: Identity,
  body: unknown,
  deps: ApiDeps,
  now: Instant,
): Promise<void> {
  // In a rehearsal nothing is real, and nobody there has a password of their own.
  if (!visitor || deps.stage || !asks(asked, body)?.password) return;
  const password = sent(body, 'ownPassword');
  if (typeof password !== 'string' || password === '')
    throw invalid([{ field: 'ownPassword', message: 'is required: give your own password' }]);
  await byPassword(visitor, password, deps, now);
}

/** The body without the password, which is stored nowhere, not even in a hash of the request. */
export function withoutOwnPassword(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('ownPassword' in body)) return body;
  const { ownPassword: _secret, ...rest } = body;
  return rest;
}

/**
 * The sign-in and the account, if the password is right.
 * @throws ApiError `sign-in-refused`, `password-not-set`, `rate-limited`, and those of `complete`
 */
export async function byPassword(
  visitor: Visitor,
  password: string,
  { store }: ApiDeps,
  now: Instant,
): Promise<{ signIn: SignIn; account: Account }> {
  const signIn = complete(visitor.signIn);
  const account = await store.accounts.find(signIn.staffId);
  if (account?.passwordHash === null)
    throw new ApiError(
      'password-not-set',
      'You sign in by the identity provider. Set a password first, by a link from the sign-in page.',
    );
  const attempt = countAttempt(visitor, signIn.email, now);
  const right = await verifyPassword(account?.passwordHash, password);
  if (!account || !right) throw new ApiError('sign-in-refused', 'The password is wrong.');
  attempt.succeeded();
  return { signIn, account };
}
