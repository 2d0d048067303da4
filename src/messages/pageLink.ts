/** The link of an e-mail to a page for the client: for one purpose, of one course, until it is of no more use. */
import type { MessageToSend } from '../course/events';
import { hashOf, newSecret } from '../security/secrets';
import type { Store } from '../store';
import { latest, plusHours, type Instant } from '../time/instant';
import type { PagePurpose } from '../vocabulary/pages';
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

/** The link that a message carries; undefined if its text has none to a page. */
export function linkOfMessage({ template, facts }: MessageToSend, at: Instant): NewLink | undefined {
  const purpose = templateOf(template)?.page;
  if (purpose === undefined) return undefined;
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
  if (ONE_AT_A_TIME.has(purpose))
    await pageLinks.endAll({ courseId, purpose, but: hashOf(secret) }, 'replaced', at);
}
