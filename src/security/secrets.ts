/** Random secrets that people or browsers keep: cookies and links. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits cannot be guessed, so a plain hash is enough. */
export const SECRET = /^[\w-]{43}$/;
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The stored form of a secret: enough to recognize it, not enough to use it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The value of the cookie `name` in a `Cookie` header (RFC 6265 §4.2), as it is there. */
export function cookieText(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Its hash, if its value has the right form of a secret. */
export function cookieHash(header: string | undefined, name: string): string | undefined {
  const secret = cookieText(header, name);
  return secret !== undefined && SECRET.test(secret) ? hashOf(secret) : undefined;
}
