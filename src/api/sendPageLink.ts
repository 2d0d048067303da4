/** A link to a page, sent by itself: in place of one that works no longer, or because the practice wants it. */
import { neutralName, type Mail } from '../messages/compose';
import { messageIdOf } from '../messages/identity';
import { htmlOf } from '../messages/layout';
import { keepPageLink, type NewLink } from '../messages/pageLink';
import { textOf, type Content } from '../messages/render';
import { hashOf } from '../security/secrets';
import type { Practice } from '../store';
import { toMs, type Instant } from '../time/instant';
import type { ActorRole } from '../vocabulary/roles';
import type { Mailer } from './http/deps';
import type { ApiStore } from './http/deps';
import type { MailOutcome } from './sendLink';

interface Sent {
  /** Whose page it is. */
  course: string;
  client: string;
  to: string;
  link: NewLink;
  practice: Practice;
  /** Above what to do if it is not wanted. */
  says: string;
  /** How the audit calls it, and who sends it, if anybody of the practice. */
  kind: 'page-link-renewed' | 'page-link-sent';
  by?: { role: ActorRole; id: string };
  at: Instant;
}

/** Keeps a link and sends it. It is in the audit without its secret. @throws StoreError */
export async function sendPageLink(
  store: Pick<ApiStore, 'atOnce'>,
  { transport, links }: Mailer,
  { course, client, to, link, practice, says, kind, by, at }: Sent,
): Promise<MailOutcome> {
  const { purpose } = link;
  await store.atOnce(async ({ pageLinks, audit }) => {
    await keepPageLink(pageLinks, course, link, at);
    await audit.append({
      ...{ stream: 'clients', at, kind, course, detail: { client, purpose } },
      ...(by && { by }),
    });
  });
  const mail = linkMail({ to, href: links.page(link.secret), practice, says, at });
  const { outcome } = await transport.send(mail, { begin: () => Promise.resolve(true) });
  if (outcome === 'accepted') return 'sent';
  return outcome === 'unknown' ? 'unknown' : 'not-sent';
}

type Written = Pick<Sent, 'to' | 'practice' | 'says' | 'at'> & { href: string };

function linkMail({ to, href, practice, says, at }: Written): Mail {
  const name = neutralName(practice.senderName);
  const content: Content = {
    subject: `A message from ${name}`,
    paragraphs: [says, `If you did not expect it, call us at ${practice.callbackNumber}.`],
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
