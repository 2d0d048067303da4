import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Role } from '../vocabulary/roles';
import type { TokenRecord, TokenStore } from './tokenStore';

export { isRole, ROLES, type Role } from '../vocabulary/roles';
export type { TokenRecord, TokenStore } from './tokenStore';

/** 256 random bits cannot be guessed, so a plain hash is enough (no salt, no slow hash). */
const TOKEN_BYTES = 32;
const TOKEN_TEXT = /^tl_[A-Za-z0-9_-]{43}$/;

export type TokenRefusal =
  'token-malformed' | 'token-unknown' | 'token-revoked' | 'token-expired' | 'token-withdrawn';
export type TokenCheck =
  { readonly ok: true; readonly record: TokenRecord } | { readonly ok: false; readonly code: TokenRefusal };

export interface NewToken {
  readonly role: Role;
  readonly staffId: string;
  readonly expiresAt?: Date | undefined;
  readonly name?: string | undefined;
}

/** A later use than this is written down. */
const USED_EVERY_MS = 60_000;
const NEVER = '1970-01-01T00:00:00.000Z';

/** Creates a token and stores its hash. The returned text is shown once and never stored. */
export async function createToken(
  store: TokenStore,
  { role, staffId, expiresAt, name }: NewToken,
  now: Date,
): Promise<{ token: string; record: TokenRecord }> {
  const token = `tl_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  const record: TokenRecord = {
    id: randomUUID(),
    hash: hashToken(token),
    role,
    staffId,
    createdAt: now.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: null,
    name: name ?? null,
    lastUsedAt: null,
    withdrawn: false,
  };
  await store.add(record);
  return { token, record };
}

/** Verifies a token. Refusals are returned as values; only store failures throw. */
export async function verifyToken(store: TokenStore, token: string, now: Date): Promise<TokenCheck> {
  if (!TOKEN_TEXT.test(token)) return { ok: false, code: 'token-malformed' };
  const hash = hashToken(token);
  const record = await store.find(hash);
  if (!record || !sameHash(record.hash, hash)) return { ok: false, code: 'token-unknown' };
  const check = checkTokenRecord(record, now);
  if (check.ok && now.getTime() - Date.parse(record.lastUsedAt ?? NEVER) >= USED_EVERY_MS)
    // Reading works while nothing can be written.
    await store.used(record.id, now).catch(() => undefined);
  return check;
}

/** Checks whether a known token is still valid. It is no longer valid from `expiresAt` on. */
export function checkTokenRecord(record: TokenRecord, now: Date): TokenCheck {
  if (record.revokedAt !== null) return { ok: false, code: 'token-revoked' };
  if (record.expiresAt !== null && Date.parse(record.expiresAt) <= now.getTime()) {
    return { ok: false, code: 'token-expired' };
  }
  if (record.withdrawn) return { ok: false, code: 'token-withdrawn' };
  return { ok: true, record };
}

/** The token in an `Authorization` header (RFC 6750 §2.1), or undefined if there is none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** SHA-256 of a token in hex, as in `TokenRecord.hash`. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function sameHash(stored: string, computed: string): boolean {
  const [left, right] = [Buffer.from(stored, 'hex'), Buffer.from(computed, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
