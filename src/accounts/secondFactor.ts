/** The second factor of an account: an authenticator app, and recovery codes. */
import type { Keyring } from '../security/keyring';
import { isCurrent, seal, unseal } from '../security/sealed';
import type { Account, Store } from '../store';
import type { Instant } from '../time/instant';
import { newRecoveryCodes, recoveryHash } from './recoveryCodes';
import { newTotpSecret, stepOfCode } from './totp';

type Accounts = Pick<Store, 'accounts'>;

const placeOf = (staffId: string): string => `totp\n${staffId}`;

/** Makes a new secret, to be confirmed by a code before it counts. @throws StoreError */
export async function offerSecret(
  { accounts }: Accounts,
  keyring: Keyring,
  staffId: string,
): Promise<string> {
  const secret = newTotpSecret();
  await accounts.keep(staffId, { totpOffered: seal(keyring, placeOf(staffId), secret) });
  return secret;
}

/** Spaces are how apps show codes. */
const stepOf = (secret: string, code: string, now: Instant): number | undefined =>
  stepOfCode(secret, code.replace(/\s/g, ''), now);

/**
 * Turns the second factor on, or replaces it, if the code is of the secret that was offered. Returns the recovery
 * codes, which are shown once. @throws StoreError, PayloadError
 */
export async function confirmSecret(
  store: Accounts,
  keyring: Keyring,
  { staffId, totpOffered }: Account,
  code: string,
  now: Instant,
): Promise<string[] | undefined> {
  if (totpOffered === null) return undefined;
  const step = stepOf(unseal(keyring, placeOf(staffId), totpOffered), code, now);
  if (step === undefined) return undefined;
  await store.accounts.turnOn(staffId, totpOffered, step);
  return replaceRecoveryCodes(store, staffId);
}

/** Whether the code is right and was not used before. @throws StoreError, PayloadError */
async function useAppCode(
  { accounts }: Accounts,
  keyring: Keyring,
  { staffId, totpSecret }: Account,
  code: string,
  now: Instant,
): Promise<boolean> {
  if (totpSecret === null) return false;
  const secret = unseal(keyring, placeOf(staffId), totpSecret);
  const step = stepOf(secret, code, now);
  if (step === undefined || !(await accounts.useStep(staffId, step))) return false;
  // A key that was replaced may be taken away one day.
  if (!isCurrent(keyring, totpSecret))
    await accounts.keep(staffId, { totpSecret: seal(keyring, placeOf(staffId), secret) });
  return true;
}

/** Uses up a code of the app or a recovery code. Undefined: it is wrong, or was used before. */
export async function useSecondFactor(
  store: Accounts,
  keyring: Keyring,
  account: Account,
  code: string,
  now: Instant,
): Promise<'app' | 'recovery-code' | undefined> {
  // First, because it works even when the key of the secret is lost.
  if (await store.accounts.useRecoveryCode(account.staffId, recoveryHash(code))) return 'recovery-code';
  return (await useAppCode(store, keyring, account, code, now)) ? 'app' : undefined;
}

/** Replaces all recovery codes. Returns the new ones, which are shown once. @throws StoreError */
export async function replaceRecoveryCodes({ accounts }: Accounts, staffId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await accounts.replaceRecoveryCodes(staffId, codes.map(recoveryHash));
  return codes;
}
