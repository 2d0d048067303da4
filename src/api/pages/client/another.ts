/** A new link in place of one that nobody can use any more, to the address on file and nowhere else. */
import { newPageLink, type NewLink } from '../../../messages/pageLink';
import type { Instant } from '../../../time/instant';
import type { ApiDeps } from '../../http/deps';
import { sendPageLink } from '../../sendPageLink';
import { isForPrescriber, type PagePurpose } from '../../../vocabulary/pages';
import { sendReaderAnother } from '../partner/another';
import { ownerOf, type Opened } from './open';

/**
 * Nothing happens for a link that never was or was taken away, for a course that is over except for its documents, or for a client without an
 * address or who wants no e-mail. That of a support person goes to the address that the client gave for them. The old link works until the new one is on its way. @throws StoreError
 */
export async function sendAnother(deps: ApiDeps, secret: string, now: Instant): Promise<void> {
  const { store, mailer } = deps;
  const opened = await ownerOf(store, secret);
  if (!opened || !mailer) return;
  const { link, course, client, practice } = opened;
  if (isForPrescriber(link.purpose)) return sendReaderAnother(deps, mailer, opened, now);
  const to = await addressFor(deps, opened);
  if (link.endedBy === 'revoked' || to === undefined) return;
  const { about, person } = link;
  const purpose = course.closed === undefined ? link.purpose : purposeOnceClosed(link.purpose);
  if (purpose === undefined) return;
  const next: NewLink = {
    ...newPageLink(purpose, now),
    ...(about !== undefined && { about }),
    ...(person !== undefined && { person }),
  };
  const outcome = await sendPageLink(store, mailer, {
    ...{ course: course.id, client: client.id, to, link: next, practice, at: now },
    ...{ says: 'Here is the new link that you asked for.', kind: 'page-link-renewed' },
  });
  if (outcome === 'sent') await store.pageLinks.end(link.hash, 'replaced', now);
  else deps.log.warn({ course: course.id, outcome }, 'a new link was not sent');
}

/** Once a course is over, what the client signed and was given stays within their reach. */
const purposeOnceClosed = (purpose: PagePurpose): 'documents' | undefined =>
  purpose === 'documents' || purpose === 'overview' ? 'documents' : undefined;

/** Where a new link goes, if anywhere. */
async function addressFor(
  { store }: ApiDeps,
  { link: { person }, client }: Opened,
): Promise<string | undefined> {
  if (person === undefined) return client.optedOutAt === undefined ? client.email : undefined;
  return (await store.clients.supportPersons(client.id)).find(({ id }) => id === person)?.email;
}
