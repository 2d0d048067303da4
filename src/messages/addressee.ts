/** Looks up whom a message goes to at the moment of sending: addresses are stored nowhere else. */
import type { Recipient } from '../course/events';
import type { Store } from '../store';
import type { Addressee, Sender } from './compose';

export type Directory = Pick<Store, 'clients' | 'practice' | 'staff'>;

export interface Parties {
  sender: Sender;
  addressee: Addressee;
}

export type PartyProblem = 'practice-missing' | 'client-missing' | 'opted-out' | 'recipient-mismatch';

/** The sender and the addressee of a message, or why it cannot be sent. @throws StoreError */
export async function partiesOf(
  { clients, practice, staff }: Directory,
  course: string,
  to: Recipient,
): Promise<Parties | { problem: PartyProblem }> {
  const settings = await practice.get();
  if (!settings) return { problem: 'practice-missing' };
  const sender: Sender = {
    name: settings.senderName,
    address: settings.senderAddress,
    phone: settings.callbackNumber,
    zone: settings.zone,
    ...(settings.officeAddress !== undefined && { officeAddress: settings.officeAddress }),
    ...(settings.videoLink !== undefined && { videoLink: settings.videoLink }),
  };
  if (to === 'supportPerson') return { problem: 'recipient-mismatch' };
  if (to === 'client') {
    const client = await clients.ofCourse(course);
    if (!client) return { problem: 'client-missing' };
    // An opt-out takes effect at once and for every e-mail. domain-report.md §E
    if (client.optedOutAt) return { problem: 'opted-out' };
    const { email, zone, unsubscribeToken } = client;
    return { sender, addressee: { addresses: nonEmpty([email]), zone, unsubscribeToken } };
  }
  const contact = settings.contacts[to]?.email;
  if (contact || to === 'partner') return { sender, addressee: { addresses: nonEmpty([contact]) } };
  // No mailbox is set for the role, so the message goes to everyone who has it.
  const members = await staff.list(to);
  return { sender, addressee: { addresses: nonEmpty(members.map(({ email }) => email)) } };
}

function nonEmpty(addresses: readonly (string | undefined)[]): string[] {
  return addresses.map((address) => address?.trim() ?? '').filter((address) => address !== '');
}
