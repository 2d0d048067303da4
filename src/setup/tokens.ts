/** Lists and revokes the tokens of an installation, without ever showing a token. */
import { fromMs } from '../time/instant';
import { checkTokenRecord, type TokenRecord } from '../security/tokens';
import type { Store } from '../store';
import type { Role } from '../vocabulary/roles';

export interface ListedToken {
  id: string;
  role: TokenRecord['role'];
  staffId: string;
  name: string | null;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  state: 'valid' | 'revoked' | 'expired' | 'withdrawn';
}

function stateOf(record: TokenRecord, now: Date): ListedToken['state'] {
  const check = checkTokenRecord(record, now);
  switch (check.ok ? undefined : check.code) {
    case 'token-revoked':
      return 'revoked';
    case 'token-expired':
      return 'expired';
    case 'token-withdrawn':
      return 'withdrawn';
    default:
      return 'valid';
  }
}

function listed(record: TokenRecord, now: Date): ListedToken {
  const { hash: _, withdrawn: __, ...shown } = record;
  return { ...shown, state: stateOf(record, now) };
}

/** All tokens, oldest first. */
export const listTokens = async ({ tokens }: Pick<Store, 'tokens'>, now: Date): Promise<ListedToken[]> =>
  (await tokens.list()).map((record) => listed(record, now));

/**
 * Revokes every selected token that is still valid, effective immediately and for open sessions too, and audits it, with
 * who did it; nobody is named for a command.
 * Returns the revoked tokens, which may be none.
 */
export async function revokeTokens(
  store: Pick<Store, 'tokens' | 'audit'>,
  selected: (token: ListedToken) => boolean,
  now: Date,
  by?: { role: Role; id: string },
): Promise<ListedToken[]> {
  const valid = (await listTokens(store, now)).filter((token) => token.state === 'valid' && selected(token));
  for (const { id, role, staffId } of valid) {
    await store.tokens.revoke(id);
    const detail = { token: id, role, staffId };
    await store.audit.append({
      ...{ stream: 'access', at: fromMs(now.getTime()), kind: 'token-revoked', detail },
      ...(by && { by }),
    });
  }
  return valid;
}
