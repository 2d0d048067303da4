/** Who reports in a drill: fictional staff and clients. */
import { createToken } from '../../src/security/tokens';
import type { Store } from '../../src/store';
import { demoMember } from '../../src/stack/demoPractice';
import { MEMBER_ROLES } from '../../src/vocabulary/roles';

/** API tokens by role. */
export type Tokens = Readonly<Record<string, string>>;

/** Creates a token for each role, of the fictional staff member who has only that one. */
export async function tokensFor(store: Store): Promise<Tokens> {
  const tokens: Record<string, string> = {};
  for (const role of MEMBER_ROLES) {
    const { token } = await createToken(store.tokens, { role, staffId: demoMember(role) }, new Date());
    tokens[role] = token;
  }
  return tokens;
}
