/** Who reports in a drill: fictional staff and clients. */
import { createToken } from '../../src/security/tokens';
import type { Store } from '../../src/store';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';

/** API tokens by role. */
export type Tokens = Readonly<Record<string, string>>;

/** Creates a token for each fictional staff member. */
export async function tokensFor(store: Store): Promise<Tokens> {
  const tokens: Record<string, string> = {};
  for (const { role, id: staffId } of DEMO_PRACTICE.staff) {
    tokens[role] = (await createToken(store.tokens, { role, staffId }, new Date())).token;
  }
  return tokens;
}
