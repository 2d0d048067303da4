/** The tokens of an installation as people manage them: never the token itself. */
import { fromMs } from '../time/instant';
import { standing, type TokenRecord } from '../security/tokens';
import type { Store } from '../store';

export interface ListedToken {
  id: string;
  role: string;
  staffId: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  state: 'valid' | 'revoked' | 'expired';
}

const STATES = { 'token-revoked': 'revoked', 'token-expired': 'expired' } as const;

function listed(record: TokenRecord, now: Date): ListedToken {
  const { hash: _, ...shown } = record;
  const check = standing(record, now);
  const code = check.ok ? undefined : check.code;
  return {
    ...shown,
    state: code === 'token-revoked' || code === 'token-expired' ? STATES[code] : 'valid',
  };
}

/** All of them, the oldest first. */
export const listTokens = async ({ tokens }: Pick<Store, 'tokens'>, now: Date): Promise<ListedToken[]> =>
  (await tokens.list()).map((record) => listed(record, now));

/**
 * Takes back every token that still holds and is meant, at once and for open sessions too, and keeps that in
 * the audit. Returns those it took back: none where none was meant, or none still held.
 */
export async function revokeTokens(
  store: Pick<Store, 'tokens' | 'audit'>,
  meant: (token: ListedToken) => boolean,
  now: Date,
): Promise<ListedToken[]> {
  const held = (await listTokens(store, now)).filter((token) => token.state === 'valid' && meant(token));
  for (const { id, role, staffId } of held) {
    await store.tokens.revoke(id);
    const detail = { token: id, role, staffId };
    await store.audit.append({
      ...{ stream: 'access', at: fromMs(now.getTime()), kind: 'token-revoked', detail },
    });
  }
  return held;
}
