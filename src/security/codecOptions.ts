import type { CodecSessionStore } from './codecSession';
import type { Keyring } from './keyring';
import type { TokenStore } from './tokens';

/** The codec server's audit entries. They never contain payload content. `at` is ISO 8601 in UTC. */
export type CodecAuditEntry =
  | {
      readonly kind: 'payloadsDecoded' | 'payloadsEncoded';
      readonly at: string;
      readonly staffId: string;
      readonly tokenId: string;
      readonly by: 'session' | 'bearer';
      readonly namespace: string;
      readonly payloads: number;
      /** `ok`, or the code of the codec's refusal. */
      readonly outcome: string;
    }
  | {
      readonly kind: 'codecSignedIn' | 'codecSignedOut';
      readonly at: string;
      readonly staffId: string;
      readonly tokenId: string;
    }
  | { readonly kind: 'codecSignInRefused'; readonly at: string; readonly code: string };

export interface CodecServerOptions {
  readonly keyring: Keyring;
  readonly tokens: TokenStore;
  readonly sessions: CodecSessionStore;
  /** The only Temporal namespace served. */
  readonly namespace: string;
  /** Origin of the Temporal Web UI, such as `http://localhost:8233`; same host as this server. */
  readonly uiOrigin: string;
  /** Awaited before the answer is sent: what cannot be audited is not shown. */
  readonly audit: (entry: CodecAuditEntry) => void | Promise<void>;
  /** How long a session lasts. Default 60. */
  readonly sessionMinutes?: number;
  /** Failed sign-ins allowed per address in 15 minutes; more get 429 and are not audited. Default 10. */
  readonly signInAttempts?: number;
  /** Whether the cookie needs HTTPS. Default: when the request came by HTTPS (mind `trust proxy`). */
  readonly secureCookie?: boolean;
  readonly now?: () => Date;
}

/** The server's time; tests set it. */
export function clock({ now }: CodecServerOptions): Date {
  return now?.() ?? new Date();
}
