/** The mail with a link to set a password. It says nothing of clients, and nothing that signs anybody in. */
import type { Mail } from '../messages/compose';
import { messageIdOf } from '../messages/identity';
import { htmlOf } from '../messages/layout';
import { textOf, type Content } from '../messages/render';
import { hashOf } from '../security/secrets';
import type { LinkPurpose, Practice } from '../store';
import { toMs, type Instant } from '../time/instant';
import { LINK_HOURS } from './links';

const WORDS: Readonly<Record<LinkPurpose, { subject: string; paragraphs: string[]; label: string }>> = {
  invitation: {
    subject: 'Set your password',
    paragraphs: [
      'You have been added to the staff of this practice. Choose a password, then sign in with this e-mail address.',
      `The link works once, for ${LINK_HOURS.invitation / 24} days. If you did not expect it, tell the practice.`,
    ],
    label: 'Choose a password',
  },
  passwordReset: {
    subject: 'Set a new password',
    paragraphs: [
      'Somebody asked for a new password for your account. If it was you, choose one here.',
      'The link works once, for an hour. If it was not you, do nothing: your password stays as it is.',
    ],
    label: 'Choose a new password',
  },
};

export interface LinkMail {
  purpose: LinkPurpose;
  to: string;
  href: string;
  practice: Practice;
  at: Instant;
}

export function linkMail({ purpose, to, href, practice, at }: LinkMail): Mail {
  const { subject, paragraphs, label } = WORDS[purpose];
  const content: Content = {
    ...{ subject, paragraphs, practice: practice.senderName, phone: practice.callbackNumber },
    link: { label, href },
  };
  return {
    messageId: messageIdOf('account', hashOf(href), practice.senderAddress),
    date: new Date(toMs(at)),
    from: { name: practice.senderName, address: practice.senderAddress },
    to: [to],
    subject,
    text: textOf(content),
    html: htmlOf(content),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
