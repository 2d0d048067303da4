/** Who decides without an account: the partner, or a prescriber who is not on the staff. They are known by their address on file. */
import type { Practice, Store } from '../store';
import { hashOf } from '../security/secrets';
import { READER_ROLES, type ReaderRole } from '../vocabulary/pages';

type Staff = Pick<Store['staff'], 'list'>;
type Addresses = Pick<Practice, 'contacts'>;

export interface Reader {
  role: ReaderRole;
  address: string;
}

/** The reader of this role. A prescriber on the staff has an account, so that the address of the role is theirs. @throws StoreError */
export async function readerOf(
  staff: Staff,
  { contacts }: Addresses,
  role: ReaderRole,
): Promise<Reader | undefined> {
  const address = contacts[role]?.email.trim() ?? '';
  if (address === '') return undefined;
  if (role === 'prescriber' && (await staff.list('prescriber')).length > 0) return undefined;
  return { role, address };
}

/** To whom a link goes that the practice sends: the partner, or else a prescriber without an account. @throws StoreError */
export async function readerOnFile(staff: Staff, practice: Addresses): Promise<Reader | undefined> {
  for (const role of READER_ROLES) {
    const reader = await readerOf(staff, practice, role);
    if (reader) return reader;
  }
  return undefined;
}

/** What a link keeps of the address that it went to: enough to tell that there is another one on file now. */
export const addressHash = (address: string): string => hashOf(address.trim().toLowerCase());

/** Who they are in the record of a course: no person, but the address on file of a role. */
export const readerId = (role: ReaderRole): string => `${role}-address-on-file`;
