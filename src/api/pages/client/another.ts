/** A new link in place of one that a client cannot use any more, to the address on file and nowhere else. */
import { neutralName, type Mail } from '../../../messages/compose';
import { messageIdOf } from '../../../messages/identity';
import { htmlOf } from '../../../messages/layout';
import { keepPageLink, newPageLink, type NewLink } from '../../../messages/pageLink';
import { textOf, type Content } from '../../../messages/render';
import { hashOf } from '../../../security/secrets';
import type { Practice } from '../../../store';
import { toMs, type Instant } from '../../../time/instant';
import { ownerOf } from './open';
import type { ApiDeps } from '../../http/deps';

/**
 * Nothing happens for a link that never was or was taken away, for a course that is over, or for a client without an
 * address or who wants no e-mail. The old link works until the new one is on its way. @throws StoreError
 */
export async function sendAnother(deps: ApiDeps, secret: string, now: Instant): Promise<void> {
  const { store, mailer } = deps;
  const opened = await ownerOf(store, secret);
  if (!opened?.client.email || !mailer) return;
  const { link, course, client, practice } = opened;
  if (link.endedBy === 'revoked' || client.optedOutAt !== undefined || course.closed !== undefined) return;
  const { purpose, about } = link;
  const next: NewLink = { ...newPageLink(purpose, now), ...(about !== undefined && { about }) };
  await store.atOnce(async ({ pageLinks, audit }) => {
    await keepPageLink(pageLinks, course.id, next, now);
    await audit.append({
      stream: 'clients',
      at: now,
      kind: 'page-link-renewed',
      course: course.id,
      detail: { client: client.id, purpose },
    });
  });
  const mail = linkMail(opened.client.email, mailer.links.page(next.secret), practice, now);
  const { outcome } = await mailer.transport.send(mail, { begin: () => Promise.resolve(true) });
  if (outcome === 'accepted') await store.pageLinks.end(link.hash, 'replaced', now);
  else deps.log.warn({ course: course.id, outcome }, 'a new link was not sent');
}

function linkMail(to: string, href: string, practice: Practice, at: Instant): Mail {
  const name = neutralName(practice.senderName);
  const content: Content = {
    subject: `A message from ${name}`,
    paragraphs: [
      'Here is the new link that you asked for.',
      `If you did not ask for it, call us at ${practice.callbackNumber}.`,
    ],
    practice: name,
    phone: practice.callbackNumber,
    link: { label: 'Open the page', href },
  };
  return {
    messageId: messageIdOf('page', hashOf(href), practice.senderAddress),
    date: new Date(toMs(at)),
    from: { name, address: practice.senderAddress },
    to: [to],
    subject: content.subject,
    text: textOf(content),
    html: htmlOf(content),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
