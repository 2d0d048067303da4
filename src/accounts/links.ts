/** Links with which people on the staff set a password: an invitation, or because they have forgotten it. */
import { hashPassword } from '../security/passwords';
import { hashOf, newSecret } from '../security/secrets';
import type { LinkPurpose, StaffMember, Store } from '../store';
import { plusHours, type Instant } from '../time/instant';
import { passwordProblem } from './passwordRules';

/** How long a link works. */
export const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24, passwordReset: 1 };

type Links = Pick<Store, 'accountLinks' | 'accounts' | 'staff'>;

/** Makes a link for somebody, in place of earlier ones. It is an invitation if they have no password yet. */
export async function newLink(
  { accountLinks, accounts }: Pick<Links, 'accountLinks' | 'accounts'>,
  staffId: string,
  now: Instant,
): Promise<{ secret: string; purpose: LinkPurpose }> {
  const purpose: LinkPurpose = (await accounts.find(staffId)) ? 'passwordReset' : 'invitation';
  const secret = newSecret();
  const expiresAt = plusHours(now, LINK_HOURS[purpose]);
  await accountLinks.add({ hash: hashOf(secret), staffId, purpose, expiresAt });
  return { secret, purpose };
}

export interface OpenLink {
  purpose: LinkPurpose;
  person: StaffMember;
}

/** Whom a link is for. Undefined: it was used, replaced or has expired. It changes nothing. @throws StoreError */
export async function openLink(
  { accountLinks, staff }: Pick<Links, 'accountLinks' | 'staff'>,
  secret: string,
  now: Instant,
): Promise<OpenLink | undefined> {
  const link = await accountLinks.find(hashOf(secret), now);
  const person = link && (await staff.find(link.staffId));
  return link && person && { purpose: link.purpose, person };
}

/** A password that is not good enough. The message follows the name of the field. */
export interface PasswordRefused {
  problem: string;
}

/**
 * Sets a password, if it is good enough, and ends all sign-ins of the person but one. The caller has made sure that
 * it is them. @throws StoreError
 */
export async function setPassword(
  store: Pick<Store, 'accounts' | 'audit' | 'practice' | 'signIns'>,
  person: Pick<StaffMember, 'id' | 'name' | 'email'>,
  { password, by, keep }: { password: string; by: 'link' | 'themselves'; keep?: string },
  now: Instant,
): Promise<PasswordRefused | undefined> {
  const practice = await store.practice.get();
  const problem = passwordProblem(password, [person.name, person.email, practice?.name ?? '']);
  if (problem !== undefined) return { problem };
  await store.accounts.setPassword(person.id, await hashPassword(password), now);
  await store.signIns.endAll(person.id, keep);
  const detail = { staff: person.id, by };
  await store.audit.append({ stream: 'access', at: now, kind: 'password-set', detail });
  return undefined;
}
