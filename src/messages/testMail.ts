import { randomUUID } from 'node:crypto';
import type { Mail } from './compose';
import { messageIdOf } from './identity';
import { htmlOf } from './layout';
import { textOf, type Content } from './render';

interface TestMail {
  sender: { name: string; address: string; phone: string };
  to: string;
  at: Date;
}

/** The e-mail with which a practice tries out its mail server. It says nothing of anybody. */
export function testMail({ sender, to, at }: TestMail): Mail {
  const content: Content = {
    subject: 'A test of the mail server',
    practice: sender.name,
    phone: sender.phone,
    paragraphs: ['This e-mail was sent to try out the mail server. It has arrived, so the server works.'],
  };
  return {
    messageId: messageIdOf('test', randomUUID(), sender.address),
    date: at,
    from: { name: sender.name, address: sender.address },
    to: [to],
    subject: content.subject,
    text: textOf(content),
    html: htmlOf(content),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
