import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Keyring } from './keyring';

/** A signed-in engineer's cookie: which token it came from and until when. Never the token or its hash. */
export interface CodecSession {
  readonly tokenId: string;
  readonly expiresAt: Date;
}

export interface CodecSessions {
  /** Cookie text for a session; its end is kept in whole seconds. */
  seal(session: CodecSession): string;
  /** The session, or undefined when the text is forged, malformed or over at `now`. */
  open(text: string, now: Date): CodecSession | undefined;
}

/**
 * Sessions signed with HMAC-SHA256 under a key derived (HKDF) from the current payload key: replicas agree without
 * another secret, and changing the current key signs everyone out.
 */
export function codecSessions(keyring: Keyring): CodecSessions {
  const secret = Buffer.from(hkdfSync('sha256', keyring.current.key, '', 'throughline codec session v1', 32));
  const sign = (body: string) => createHmac('sha256', secret).update(body).digest();
  return {
    seal: ({ tokenId, expiresAt }) => {
      const body = `${tokenId}.${Math.floor(expiresAt.getTime() / 1000)}`;
      return `${body}.${sign(body).toString('base64url')}`;
    },
    open: (text, now) => {
      const [, body, tokenId, seconds, mac] = /^(([\w-]{1,64})\.(\d{1,12}))\.([\w-]{43})$/.exec(text) ?? [];
      if (body === undefined || tokenId === undefined || mac === undefined) return undefined;
      if (!timingSafeEqual(sign(body), Buffer.from(mac, 'base64url'))) return undefined;
      const expiresAt = new Date(Number(seconds) * 1000);
      return expiresAt > now ? { tokenId, expiresAt } : undefined;
    },
  };
}

/** The value of one cookie in a `Cookie` header (RFC 6265 §4.2), or undefined. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
