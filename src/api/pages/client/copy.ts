/** What is kept of a signature beside the course, and the e-mail with the way to it. */
import type { Signal } from '../../../catalog/signals';
import { newPageLink } from '../../../messages/pageLink';
import { hashOf } from '../../../security/secrets';
import { minutesBetween, type Instant } from '../../../time/instant';
import type { ApiDeps } from '../../http/deps';
import { sendPageLink } from '../../sendPageLink';
import type { Opened } from './open';
import type { Answered } from './question';

/** The name comes first: if the course never hears of it, it is no signature. @throws StoreError */
export async function keepSignature(
  { store }: ApiDeps,
  courseId: string,
  signal: Signal,
  { signedAs }: Answered,
  now: Instant,
): Promise<void> {
  if (signal.name !== 'consentSigned' || !signal.text || signedAs === undefined) return;
  const [kind] = signal.kinds;
  const { language, version } = signal.text;
  if (kind === undefined) return;
  await store.consents.sign({
    ...{ courseId, signalId: signal.id, kind, language, version },
    ...{ typedName: signedAs, signedAt: now },
  });
}

/** Within so many minutes of an e-mail with the link, pressing again sends no second one. */
const SAME_PRESS_MINUTES = 10;

/** Sends the link to the documents, never the documents themselves. False if it could not be sent. @throws StoreError */
export async function copyIsSent(
  { store, mailer }: ApiDeps,
  { course, client, practice }: Opened,
  pressedAgain: boolean,
  now: Instant,
): Promise<boolean> {
  if (!mailer || client.email === undefined || client.optedOutAt !== undefined) return false;
  const open = pressedAgain ? await store.pageLinks.ofCourse(course.id, now) : [];
  const recent = open.some(
    ({ purpose, createdAt }) =>
      purpose === 'documents' && minutesBetween(createdAt, now) < SAME_PRESS_MINUTES,
  );
  if (recent) return true;
  const link = newPageLink('documents', now);
  const outcome = await sendPageLink(store, mailer, {
    ...{ course: course.id, client: client.id, to: client.email, link, practice, at: now },
    ...{ says: 'Here is the link that you asked for.', kind: 'page-link-sent' },
    by: { role: 'client', id: client.id },
  });
  if (outcome === 'not-sent') await store.pageLinks.end(hashOf(link.secret), 'revoked', now);
  return outcome === 'sent';
}
