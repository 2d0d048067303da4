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
