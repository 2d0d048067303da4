/** Who reports in a drill: the invented staff, and clients taken in for it. All data are invented. */
import { createToken } from '../../src/security/tokens';
import type { Store } from '../../src/store';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';

/** Tokens of the API by role. */
export type Tokens = Readonly<Record<string, string>>;

/** A new token for each member of the invented staff. */
export async function tokensFor(store: Store): Promise<Tokens> {
  const tokens: Record<string, string> = {};
  for (const { role, id: staffId } of DEMO_PRACTICE.staff) {
    tokens[role] = (await createToken(store.tokens, { role, staffId }, new Date())).token;
  }
  return tokens;
}
