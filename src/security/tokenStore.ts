import type { Role } from '../vocabulary/roles';

/** What is kept of a token: enough to recognise it, not enough to use it. Instants are ISO 8601 in UTC. */
export interface TokenRecord {
  readonly id: string;
  /** SHA-256 of the whole token, 64 lower-case hex digits. Unique. */
  readonly hash: string;
  readonly role: Role;
  readonly staffId: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** Where token records live. */
export interface TokenStore {
  /** By hash; revoked and expired records too, so that the refusal can name the reason. */
  find(hash: string): Promise<TokenRecord | undefined>;
  add(record: TokenRecord): Promise<void>;
  /** Every record, revoked and expired ones too. */
  list(): Promise<readonly TokenRecord[]>;
  /** Sets `revokedAt`; a second call keeps the first instant. */
  revoke(id: string): Promise<void>;
}
