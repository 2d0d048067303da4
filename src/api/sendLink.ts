import { linkMail } from '../accounts/linkMail';
import { newLink } from '../accounts/links';
import type { StaffMember } from '../store';
import type { Instant } from '../time/instant';
import type { ApiDeps } from './http/deps';

/** Whether the mail server has taken the e-mail. `unknown`: it may have. */
export const MAIL_OUTCOMES = ['sent', 'not-sent', 'unknown'] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

/** Sends somebody a link with which they set their password; earlier links no longer work. @throws StoreError */
export async function sendLink(
  { store, mailer, log }: ApiDeps,
  { id, email }: Pick<StaffMember, 'id' | 'email'>,
  now: Instant,
): Promise<MailOutcome> {
  const practice = await store.practice.get();
  if (!practice || !mailer) return 'not-sent';
  const { secret, purpose } = await store.atOnce((all) => newLink(all, id, now));
  const mail = linkMail({ purpose, to: email, href: mailer.links.password(secret), practice, at: now });
  const result = await mailer.transport.send(mail, { begin: () => Promise.resolve(true) });
  const detail = { staff: id, purpose, outcome: result.outcome };
  await store.audit.append({ stream: 'access', at: now, kind: 'password-link-mailed', detail });
  if (result.outcome === 'accepted') return 'sent';
  log.warn({ staff: id, outcome: result.outcome }, 'a link to set a password was not sent');
  return result.outcome === 'unknown' ? 'unknown' : 'not-sent';
}
