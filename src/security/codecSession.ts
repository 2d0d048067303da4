import { createHash, randomBytes } from 'node:crypto';
import type { TokenRecord } from './tokenStore';

/** Stores sign-ins, so that a sign-out ends them for every process. */
export interface CodecSessionStore {
  /** Stores a new session and deletes those that have expired by `now`. */
  begin(session: { hash: string; tokenId: string; expiresAt: Date }, now: Date): Promise<void>;
  /** The session with its token; undefined if it does not exist or was ended or deleted. */
  find(hash: string): Promise<CodecSession | undefined>;
  end(hash: string): Promise<void>;
}

/** The session of a signed-in engineer: its token and when it expires. */
export interface CodecSession {
  readonly token: TokenRecord;
  readonly expiresAt: Date;
}

/** 256 random bits cannot be guessed, so a plain hash is enough. */
const SECRET = /^[\w-]{43}$/;
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The stored form of a cookie: enough to recognize it, not enough to use it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The hash of the cookie `name` in a `Cookie` header (RFC 6265 §4.2), if its value has the right form. */
export function cookieHash(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const secret = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return secret !== undefined && SECRET.test(secret) ? hashOf(secret) : undefined;
}
