/** A link to a page, sent by itself: in place of one that works no longer, or because the practice wants it. */
import { keepPageLink, type NewLink } from '../messages/pageLink';
import type { Practice } from '../store';
import type { Instant } from '../time/instant';
import type { ActorRole } from '../vocabulary/roles';
import type { Mailer } from './http/deps';
import type { ApiStore } from './http/deps';
import type { MailOutcome } from './sendLink';
import { sendNeutral } from './neutralMail';

export interface Sent {
  /** Whose course it is about. */
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
  const { purpose, reader } = link;
  await store.atOnce(async ({ pageLinks, audit }) => {
    await keepPageLink(pageLinks, course, link, at);
    await audit.append({
      ...{ stream: 'clients', at, kind, course, detail: { client, purpose, ...(reader && { reader }) } },
      ...(by && { by }),
    });
  });
  const href = links.page(link.secret);
  return sendNeutral(transport, { to, practice, at, about: href, says: [says], link: href });
}
