/** Signing in with e-mail and password, and how long that lasts. */
import { randomUUID } from 'node:crypto';
import { hashOf, newSecret } from '../security/secrets';
import { verifyPassword } from '../security/passwords';
import type { Account, SignIn, Stage, Store } from '../store';
import { minutesBetween, plusHours, plusMinutes, type Instant } from '../time/instant';

/** However active somebody is, they sign in again after this. */
export const LONGEST_HOURS = 12;
/** From the password to the second factor, and to set one up. */
const PENDING_MINUTES = 10;
/** A later request than this is written down; so the idle time counts from up to a minute too early. */
const SEEN_EVERY_MINUTES = 1;

export interface Credentials {
  email: string;
  password: string;
  /** What they sign in with, in a few words. */
  browser: string;
}

export interface SignedIn {
  /** For the cookie. It is stored as a hash. */
  secret: string;
  stage: Stage;
}

/** Undefined: there is no such account, or the password is wrong. Both take the same time. @throws StoreError */
export async function signIn(
  store: Pick<Store, 'accounts' | 'audit' | 'practice' | 'signIns'>,
  { email, password, browser }: Credentials,
  now: Instant,
): Promise<SignedIn | undefined> {
  const account = await store.accounts.byEmail(email);
  const right = await verifyPassword(account?.passwordHash, password);
  const audit = (kind: string, detail: object) =>
    store.audit.append({ stream: 'access', at: now, kind, detail });
  if (!account || !right) {
    await audit('sign-in-refused', account ? { staff: account.staffId } : {});
    return undefined;
  }
  return begin(store, { staffId: account.staffId, browser }, await stageAfterPassword(store, account), now);
}

type Begins = Pick<Store, 'audit' | 'signIns'>;

async function begin(
  { signIns, audit }: Begins,
  who: { staffId: string; browser: string; factorElsewhere?: boolean },
  stage: Stage,
  now: Instant,
): Promise<SignedIn> {
  const [id, secret] = [randomUUID(), newSecret()];
  await signIns.begin(
    { id, hash: hashOf(secret), ...who, stage, createdAt: now, seenAt: now },
    plusHours(now, -LONGEST_HOURS),
  );
  const by = who.factorElsewhere !== undefined && { by: 'provider', factorElsewhere: who.factorElsewhere };
  const detail = { staff: who.staffId, signIn: id, stage, ...by };
  await audit.append({ stream: 'access', at: now, kind: 'signed-in', detail });
  return { secret, stage };
}

/**
 * Signs in who the identity provider says it is, if they are on the staff. Undefined: nobody there has this address, or it
 * is not verified. @throws StoreError
 */
export async function signInByProvider(
  store: Begins & Pick<Store, 'accounts' | 'practice' | 'staff'>,
  { email, secondFactor, browser }: { email: string | undefined; secondFactor: boolean; browser: string },
  now: Instant,
): Promise<SignedIn | undefined> {
  const person = email === undefined ? undefined : await store.staff.byEmail(email);
  if (!person) {
    const detail = { by: 'provider' };
    await store.audit.append({ stream: 'access', at: now, kind: 'sign-in-refused', detail });
    return undefined;
  }
  await store.accounts.openWithoutPassword(person.id, now);
  const account = await store.accounts.find(person.id);
  if (!account) return undefined;
  const stage = secondFactor ? 'signedIn' : await stageAfterPassword(store, account);
  return begin(store, { staffId: person.id, browser, factorElsewhere: secondFactor }, stage, now);
}

async function stageAfterPassword({ practice }: Pick<Store, 'practice'>, account: Account): Promise<Stage> {
  if (account.totpSecret !== null) return 'secondFactor';
  return (await practice.get())?.secondFactorRequired === false ? 'signedIn' : 'secondFactorSetup';
}

/**
 * Completes a sign-in after its second factor. Returns the secret of its new cookie: anyone who has seen the one of
 * before has nothing. @throws StoreError
 */
export async function completeSignIn(
  { signIns }: Pick<Store, 'signIns'>,
  { id }: Pick<SignIn, 'id'>,
  now: Instant,
): Promise<string> {
  const secret = newSecret();
  await signIns.advance(id, { stage: 'signedIn', hash: hashOf(secret), seenAt: now });
  return secret;
}

export interface Lasting {
  now: Instant;
  /** How long somebody signed in may do nothing. */
  idleMinutes: number;
}

/** When it ends, whatever happens. */
export const endOf = ({ createdAt, stage }: Pick<SignIn, 'createdAt' | 'stage'>): Instant =>
  stage === 'signedIn' ? plusHours(createdAt, LONGEST_HOURS) : plusMinutes(createdAt, PENDING_MINUTES);

/** Whether it has not expired. */
export const lasts = (signIn: SignIn, { now, idleMinutes }: Lasting): boolean =>
  now < endOf(signIn) && now < plusMinutes(signIn.seenAt, idleMinutes);

/**
 * The sign-in with this hash, if it has not ended. `active`: whether the request is of a person, not of a timer in
 * their browser, which would keep an unattended desk signed in. @throws StoreError
 */
export async function currentSignIn(
  { signIns }: Pick<Store, 'signIns'>,
  hash: string,
  { active, ...lasting }: Lasting & { active: boolean },
): Promise<SignIn | undefined> {
  const found = await signIns.find(hash);
  if (!found || !lasts(found, lasting)) return undefined;
  if (active && minutesBetween(found.seenAt, lasting.now) >= SEEN_EVERY_MINUTES)
    // Reading works while nothing can be written.
    await signIns.seen(found.id, lasting.now).catch(() => undefined);
  return found;
}
