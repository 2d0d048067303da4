/** A link for somebody who decides without an account, sent by itself to their address on file. */
import { newReaderLink } from '../messages/pageLink';
import type { Reader } from '../messages/reader';
import { hashOf } from '../security/secrets';
import type { PrescriberPurpose } from '../vocabulary/pages';
import type { ApiStore, Mailer } from './http/deps';
import type { MailOutcome } from './sendLink';
import { sendPageLink, type Sent } from './sendPageLink';

type ToReader = Omit<Sent, 'to' | 'link'> & { purpose: PrescriberPurpose; reader: Reader };

/** Once it is on its way, those before it for the same matter no longer work; until then they do. @throws StoreError */
export async function sendReaderLink(
  store: Pick<ApiStore, 'atOnce' | 'pageLinks'>,
  mailer: Mailer,
  { purpose, reader, ...sent }: ToReader,
): Promise<MailOutcome> {
  const { course, at } = sent;
  const link = newReaderLink(purpose, at, reader);
  const outcome = await sendPageLink(store, mailer, { ...sent, to: reader.address, link });
  const but = hashOf(link.secret);
  if (outcome === 'sent') await store.pageLinks.endAll({ courseId: course, purpose, but }, 'replaced', at);
  else if (outcome === 'not-sent') await store.pageLinks.end(but, 'revoked', at);
  return outcome;
}
