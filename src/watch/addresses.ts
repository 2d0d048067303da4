import type { Practice, Store } from '../store';

/** Where e-mails to a role go: to its address, or else to everyone on the staff who has it. */
export async function addressesOf(
  { staff }: { staff: Pick<Store['staff'], 'list'> },
  { contacts }: Practice,
  role: 'lead' | 'frontDesk',
): Promise<string[]> {
  const contact = contacts[role]?.email;
  return contact ? [contact] : (await staff.list(role)).map(({ email }) => email);
}
