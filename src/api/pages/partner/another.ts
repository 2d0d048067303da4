/** A new link for somebody who decides without an account, to their address on file and nowhere else. */
import { readerOf } from '../../../messages/reader';
import type { Instant } from '../../../time/instant';
import { isForPrescriber } from '../../../vocabulary/pages';
import type { ApiDeps, Mailer } from '../../http/deps';
import { sendNeutral } from '../../neutralMail';
import { sendReaderLink } from '../../sendReaderLink';
import { statusFor } from '../client/course';
import type { Opened } from '../client/open';
import { askedBy } from './page';
import { TEXTS } from './texts';

/** If nothing is asked any more, the e-mail says so. @throws StoreError */
export async function sendReaderAnother(
  deps: ApiDeps,
  mailer: Mailer,
  opened: Opened,
  now: Instant,
): Promise<void> {
  const { store } = deps;
  const { link, course, client, practice } = opened;
  const reader = link.reader && (await readerOf(store.staff, practice, link.reader));
  if (!reader || link.endedBy === 'revoked' || !isForPrescriber(link.purpose)) return;
  const status = course.closed === undefined ? await statusFor(deps, course.id) : undefined;
  if (!status && course.closed === undefined) return;
  if (!status || !askedBy(status, opened)) {
    await sendNeutral(mailer.transport, {
      ...{ to: reader.address, practice, at: now, about: `${link.hash} ${now}`, says: [TEXTS.nothingAsked] },
    });
    return;
  }
  const outcome = await sendReaderLink(store, mailer, {
    ...{ course: course.id, client: client.id, purpose: link.purpose, reader, practice, at: now },
    ...{ says: TEXTS.renewed, kind: 'page-link-renewed' },
  });
  if (outcome !== 'sent') deps.log.warn({ course: course.id, outcome }, 'a new link was not sent');
}
