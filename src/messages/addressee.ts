/** Looks up whom a message goes to at the moment of sending: addresses are stored nowhere else. */
import type { MessageToSend, Recipient } from '../course/events';
import type { Practice, Store } from '../store';
import type { StaffRole } from '../vocabulary/roles';
import type { Addressee, Sender } from './compose';
import { readerOf, type Reader } from './reader';
import { templateOf } from './templates';

export type Directory = Pick<Store, 'clients' | 'practice' | 'staff'>;

export interface Parties {
  sender: Sender;
  addressee: Addressee;
  /** If it goes to somebody who decides without an account. */
  reader?: Reader;
}

export type PartyProblem = 'practice-missing' | 'client-missing' | 'opted-out' | 'recipient-mismatch';

export const senderOf = (settings: Practice): Sender => ({
  name: settings.senderName,
  address: settings.senderAddress,
  phone: settings.callbackNumber,
  zone: settings.zone,
  ...(settings.officeAddress !== undefined && { officeAddress: settings.officeAddress }),
  ...(settings.videoLink !== undefined && { videoLink: settings.videoLink }),
});

/** The sender and the addressee of a message, or why it cannot be sent. @throws StoreError */
export async function partiesOf(
  { clients, practice, staff }: Directory,
  course: string,
  { to, safety, template }: { to: Recipient } & Pick<MessageToSend, 'safety'> & Partial<MessageToSend>,
): Promise<Parties | { problem: PartyProblem }> {
  const settings = await practice.get();
  if (!settings) return { problem: 'practice-missing' };
  const sender = senderOf(settings);
  if (to === 'supportPerson') return { problem: 'recipient-mismatch' };
  if (to === 'client') {
    const client = await clients.ofCourse(course);
    if (!client) return { problem: 'client-missing' };
    // An opt-out takes effect at once and for every e-mail. domain-report.md §E
    if (client.optedOutAt) return { problem: 'opted-out' };
    const { email, zone, unsubscribeToken } = client;
    return { sender, addressee: { addresses: nonEmpty([email]), zone, unsubscribeToken } };
  }
  const member =
    to === 'partner'
      ? undefined
      : (await staff.careTeam(course)).find(({ teamRole }) => teamRole === to)?.email;
  const reader = member ? undefined : await withoutAccount(staff, settings, to, template);
  if (reader) return { sender, addressee: { addresses: [reader.address] }, reader };
  // Someone on the care team may be away, so a page about safety also goes where it would go without them.
  const others = member && !safety ? [] : await roleAddresses(staff, settings, to);
  return { sender, addressee: { addresses: distinct(nonEmpty([member, ...others])) } };
}

/**
 * Who decides without an account, if a message goes to them. What asks the prescriber for something goes to the partner where
 * no address is on file for the role, and nobody on the staff has it.
 */
async function withoutAccount(
  staff: Directory['staff'],
  settings: Practice,
  to: Recipient,
  template = '',
): Promise<Reader | undefined> {
  if (to === 'partner') return readerOf(staff, settings, 'partner');
  if (to !== 'prescriber' || templateOf(template)?.page === undefined) return undefined;
  if (settings.contacts.prescriber?.email) return readerOf(staff, settings, 'prescriber');
  return (await staff.list('prescriber')).length > 0 ? undefined : readerOf(staff, settings, 'partner');
}

/** The role's mailbox; without one, everyone who has the role. The partner has no staff here. */
async function roleAddresses(
  staff: Directory['staff'],
  { contacts }: Practice,
  role: StaffRole | 'partner',
): Promise<(string | undefined)[]> {
  const contact = contacts[role]?.email;
  if (contact || role === 'partner') return [contact];
  return (await staff.list(role)).map(({ email }) => email);
}

const distinct = (addresses: readonly string[]): string[] => [...new Set(addresses)];

function nonEmpty(addresses: readonly (string | undefined)[]): string[] {
  return addresses.map((address) => address?.trim() ?? '').filter((address) => address !== '');
}
