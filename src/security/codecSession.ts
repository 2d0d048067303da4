import { createHash, randomBytes } from 'node:crypto';
import type { TokenRecord } from './tokenStore';

/** Where sign-ins live, so that a sign-out ends them for every process. */
export interface CodecSessionStore {
  /** Keeps a new one, and drops those that were over by `now`. */
  begin(session: { hash: string; tokenId: string; expiresAt: Date }, now: Date): Promise<void>;
  /** With the token it came from; undefined when it never began, was ended, or is dropped. */
  find(hash: string): Promise<CodecSession | undefined>;
  end(hash: string): Promise<void>;
}

/** A signed-in engineer: by which token, and until when. */
export interface CodecSession {
  readonly token: TokenRecord;
  readonly expiresAt: Date;
}

/** 256 random bits: nothing to guess, so a plain hash is enough. */
const SECRET = /^[\w-]{43}$/;
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a cookie: enough to recognize it, not enough to use it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The hash of the cookie `name` in a `Cookie` header (RFC 6265 §4.2), if there is one that can be ours. */
export function cookieHash(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const secret = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return secret !== undefined && SECRET.test(secret) ? hashOf(secret) : undefined;
}
