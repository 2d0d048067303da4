/** The link of an e-mail to a page, for the client or for who decides without an account: for one purpose, of one course, until it is of no more use. */
import type { MessageToSend } from '../course/events';
import { hashOf, newSecret } from '../security/secrets';
import type { Store } from '../store';
import { latest, plusHours, type Instant } from '../time/instant';
import {
  isForPrescriber,
  type PagePurpose,
  type PrescriberPurpose,
  type ReaderRole,
} from '../vocabulary/pages';
import { addressHash, type Reader } from './reader';
import { templateOf } from './templates';

/** Hours that a link works: after the appointment that it is about, or else after it was sent. */
const AFTER_APPOINTMENT = 24;
const OTHERWISE = 30 * 24;

/** A new text of this kind, or a new check-in, makes links to the one before useless. */
const ONE_AT_A_TIME: ReadonlySet<PagePurpose> = new Set([
  'estimate',
  'instructions',
  'changedOrder',
  'checkIn',
]);

export interface NewLink {
  /** What the address says. It is stored nowhere. */
  secret: string;
  purpose: PagePurpose;
  /** The session it is about. */
  about?: string;
  /** The support person whose it is. Otherwise the client's. */
  person?: string;
  /** Whose address on file it goes to, if they decide without an account. */
  reader?: ReaderRole;
  addressHash?: string;
  expiresAt: Instant;
}

/** A new link for a purpose. `session`: the appointment it is about. */
export function newPageLink(
  purpose: PagePurpose,
  at: Instant,
  session?: { ref: string; start: Instant },
): NewLink {
  const expiresAt = session
    ? plusHours(latest(session.start, at), AFTER_APPOINTMENT)
    : plusHours(at, OTHERWISE);
  return { secret: newSecret(), purpose, expiresAt, ...(session && { about: session.ref }) };
}

/** A new link for somebody who decides without an account. */
export const newReaderLink = (purpose: PrescriberPurpose, at: Instant, reader: Reader): NewLink => ({
  ...newPageLink(purpose, at),
  ...{ reader: reader.role, addressHash: addressHash(reader.address) },
});

/** One text says that a decision is late, whichever it is. */
const purposeOf = ({ template, key }: MessageToSend): PagePurpose | undefined =>
  template === 'decisionOverdue' && key.includes('dose-review') ? 'doseReview' : templateOf(template)?.page;

/** The link that a message carries; undefined if its text has none to a page, or goes to somebody with an account. */
export function linkOfMessage(message: MessageToSend, at: Instant, reader?: Reader): NewLink | undefined {
  const purpose = purposeOf(message);
  if (purpose === undefined) return undefined;
  if (isForPrescriber(purpose)) return reader && newReaderLink(purpose, at, reader);
  const { facts } = message;
  const { session, start } = facts;
  return newPageLink(purpose, at, session && start ? { ref: session, start } : undefined);
}

/** Stores a link before anybody can have it. @throws StoreError */
export async function keepPageLink(
  pageLinks: Pick<Store['pageLinks'], 'add'>,
  courseId: string,
  { secret, ...link }: NewLink,
  at: Instant,
): Promise<void> {
  await pageLinks.add({ hash: hashOf(secret), courseId, createdAt: at, ...link });
}

/** Once the mail server has a link, it takes the place of those to the text before. @throws StoreError */
export async function endOlderLinks(
  pageLinks: Pick<Store['pageLinks'], 'endAll'>,
  courseId: string,
  { secret, purpose }: NewLink,
  at: Instant,
): Promise<void> {
  if (ONE_AT_A_TIME.has(purpose) || isForPrescriber(purpose))
    await pageLinks.endAll({ courseId, purpose, but: hashOf(secret) }, 'replaced', at);
}
