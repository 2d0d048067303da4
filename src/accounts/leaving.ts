import type { Store } from '../store';

/**
 * Takes all access from somebody who has left: password, second factor, sign-ins, links, tokens and the calendar address. They are refused
 * from the moment they have left; this is so that nothing of it works again if they come back. @throws StoreError
 */
export async function removeAccess(
  { accounts, tokens }: Pick<Store, 'accounts' | 'tokens'>,
  staffId: string,
): Promise<void> {
  await accounts.remove(staffId);
  for (const { id, staffId: owner } of await tokens.list()) if (owner === staffId) await tokens.revoke(id);
}
