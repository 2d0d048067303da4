/** Sends a support person their link, in the name of the client who named them. */
import type { z } from 'zod';
import { Email, PersonName } from '../../../catalog/contact';
import { newPageLink } from '../../../messages/pageLink';
import { hashOf } from '../../../security/secrets';
import { StoreError } from '../../../store';
import type { ApiDeps } from '../../http/deps';
import { sendPageLink } from '../../sendPageLink';
import type { AskSupport } from './askSupport';
import type { View } from './frame';
import type { Opened } from './open';
import { countOf, type Pace } from './pace';
import { plainView, questionView, saidView, type Shown } from './views';

const parsed = (schema: z.ZodType<string>, value: unknown): string | undefined =>
  schema.safeParse(value).data;

/** Keeps who stays with the client, and sends them their link; the one for whom they were asked before works no longer. */
export async function inviteSupport(
  deps: ApiDeps,
  { link: { hash }, course, client, practice }: Opened,
  shown: Shown,
  asked: AskSupport,
  pace: Pace,
): Promise<View> {
  const { form, texts, now } = shown;
  const { askSupport: own } = texts.offered;
  const [name, email] = [parsed(PersonName, form.personName), parsed(Email, form.personEmail)];
  if (form.answer !== 'yes' || typeof form.nonce !== 'string' || name === undefined || email === undefined)
    return questionView(shown, asked, own.unreadable);
  const { store, mailer } = deps;
  if (!mailer) return plainView(own.title, texts.refused, 409);
  const count = countOf(course.id, asked, false);
  if (pace.begin(count, now) !== undefined) return plainView(own.title, texts.enough, 429);
  const said = { title: own.title, said: own.said, more: true };
  const id = `page-${hashOf([hash, form.nonce, name, email].join('\n')).slice(0, 32)}`;
  try {
    await store.clients.addSupportPerson({ id, clientId: client.id, name, email, createdAt: now });
  } catch (error) {
    // Pressed twice.
    if (error instanceof StoreError && error.code === 'already-exists') return saidView(shown, said);
    throw error;
  }
  const next = newPageLink('companion', now, { ref: asked.session, start: asked.start });
  const outcome = await sendPageLink(store, mailer, {
    ...{ course: course.id, client: client.id, to: email, link: { ...next, person: id }, practice, at: now },
    ...{
      says: 'Somebody you know asks you to be with them. The page says when and where.',
      kind: 'page-link-sent',
    },
    by: { role: 'client', id: client.id },
  });
  const but = hashOf(next.secret);
  if (outcome !== 'sent') {
    await store.pageLinks.end(but, 'revoked', now);
    return questionView(shown, asked, own.unsent);
  }
  await store.pageLinks.endAll(
    { courseId: course.id, purpose: 'companion', about: asked.session, but },
    // Not replaced: whoever was asked before gets no new one.
    'revoked',
    now,
  );
  return saidView(shown, said);
}
