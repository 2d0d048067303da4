import type { Role } from '../vocabulary/roles';

/** The stored form of a token: enough to recognize it, not enough to use it. Instants are ISO 8601 in UTC. */
export interface TokenRecord {
  readonly id: string;
  /** SHA-256 of the whole token, 64 lower-case hex digits. Unique. */
  readonly hash: string;
  readonly role: Role;
  readonly staffId: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** What it is for, in the words of whoever made it. */
  readonly name: string | null;
  /** When it was last used, to the minute. */
  readonly lastUsedAt: string | null;
  /** The owner is on the staff's list, and has left or no longer holds the role. */
  readonly withdrawn: boolean;
}

/** Stores token records. */
export interface TokenStore {
  /** Finds a record by hash, including revoked and expired ones, so that the refusal can state the reason. */
  find(hash: string): Promise<TokenRecord | undefined>;
  add(record: TokenRecord): Promise<void>;
  /** All records, including revoked and expired ones. */
  list(): Promise<readonly TokenRecord[]>;
  /** Sets `lastUsedAt`. */
  used(id: string, at: Date): Promise<void>;
  /** It ends at this time, if it does not end sooner. */
  expire(id: string, at: Date): Promise<void>;
  /** Sets `revokedAt`. A second call keeps the first time. */
  revoke(id: string): Promise<void>;
}
