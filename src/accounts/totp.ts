/** Codes of six digits that change every 30 seconds (RFC 6238), as every authenticator app makes them. */
import { Secret, TOTP } from 'otpauth';
import { toMs, type Instant } from '../time/instant';

const STEP_MS = 30_000;
/** Steps before and after now whose codes are taken, because clocks differ and people type slowly. RFC 6238 §5.2 */
const WINDOW = 1;

/** A new secret of 160 bits, in base32. RFC 4226 §4 */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that an authenticator app reads from a QR code. `issuer` and `label` are what the app shows. */
export const totpUri = (secret: string, issuer: string, label: string): string =>
  new TOTP({ issuer, label, secret }).toString();

/** The step whose code this is, around now; undefined if it is none of them. */
export function stepOfCode(secret: string, code: string, now: Instant): number | undefined {
  const timestamp = toMs(now);
  const delta = new TOTP({ secret }).validate({ token: code, window: WINDOW, timestamp });
  return delta === null ? undefined : Math.floor(timestamp / STEP_MS) + delta;
}
