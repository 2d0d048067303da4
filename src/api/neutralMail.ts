/** A short e-mail that says nothing of the care, sent at once: with a link to a page, a code, or a word. */
import { neutralName, type Mail } from '../messages/compose';
import { messageIdOf } from '../messages/identity';
import { htmlOf } from '../messages/layout';
import { textOf, type Content } from '../messages/render';
import { hashOf } from '../security/secrets';
import type { Practice } from '../store';
import { toMs, type Instant } from '../time/instant';
import type { Mailer } from './http/deps';
import type { MailOutcome } from './sendLink';

interface Written {
  to: string;
  practice: Practice;
  at: Instant;
  /** What tells it from others. It stands nowhere. */
  about: string;
  /** Its paragraphs, above whom to call. */
  says: readonly string[];
  link?: string;
}

export async function sendNeutral(transport: Mailer['transport'], written: Written): Promise<MailOutcome> {
  const { outcome } = await transport.send(mailOf(written), { begin: () => Promise.resolve(true) });
  if (outcome === 'accepted') return 'sent';
  return outcome === 'unknown' ? 'unknown' : 'not-sent';
}

function mailOf({ to, practice, at, about, says, link }: Written): Mail {
  const name = neutralName(practice.senderName);
  const content: Content = {
    subject: `A message from ${name}`,
    paragraphs: [...says, `If you did not expect it, call us at ${practice.callbackNumber}.`],
    practice: name,
    phone: practice.callbackNumber,
    ...(link !== undefined && { link: { label: 'Open the page', href: link } }),
  };
  return {
    messageId: messageIdOf('page', hashOf(about), practice.senderAddress),
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
