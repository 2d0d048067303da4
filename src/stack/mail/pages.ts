import { escape, page, withLinks } from './html';
import type { CaughtMail, MailAttachment } from './message';

/** The list of messages, newest first. The page reloads itself. */
export function listPage(mails: readonly CaughtMail[]): string {
  const items = [...mails].reverse().map(
    (mail) => `<li><a href="/messages/${mail.id}"><b>${escape(mail.subject || '(no subject)')}</b>
<span class="soft">${escape(when(mail))}</span><span class="soft">to ${escape(mail.to.join(', '))}</span>
<span class="soft">${mail.attachments.length > 0 ? 'with attachment' : ''}</span></a></li>`,
  );
  const body = items.length > 0 ? `<ul class="mails">${items.join('')}</ul>` : EMPTY;
  return page(`Mailbox (${mails.length})`, body, { refreshSeconds: 5 });
}

/** One message: envelope, HTML part in a sandbox, text, attachments. */
export function messagePage(mail: CaughtMail): string {
  return page(
    mail.subject || '(no subject)',
    [envelope(mail), html(mail), text(mail), attachments(mail)].join(''),
  );
}

export function notFoundPage(): string {
  return page(
    'Not found',
    '<p class="empty">This message does not exist. <a href="/">Back to the mailbox</a></p>',
  );
}

const EMPTY = `<p class="empty">No e-mail yet. This page reloads every five seconds.<br>
The past of the demo’s courses is invented: what they list as sent before now was not sent. What they send from now on
arrives here.</p>`;

function envelope(mail: CaughtMail): string {
  const unsubscribe = mail.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value;
  const lines: [string, string | null | undefined][] = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Received', when(mail)],
    ['Message-ID', mail.messageId],
    ['Unsubscribe', unsubscribe],
  ];
  const shown = lines.filter(([, value]) => value);
  return `<section class="card"><h1>${escape(mail.subject || '(no subject)')}</h1><dl>
${shown.map(([name, value]) => `<dt>${name}</dt><dd>${escape(value ?? '')}</dd>`).join('')}
</dl><p class="soft"><a href="/messages/${mail.id}/raw">Source</a> · <a href="/api/messages/${mail.id}">JSON</a></p></section>`;
}

function html(mail: CaughtMail): string {
  if (mail.html === null) return '';
  // No scripts, no forms, no same origin: e-mail content cannot be trusted.
  return `<section class="card"><h2>HTML</h2><iframe title="HTML part" src="/messages/${mail.id}/html"
sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe></section>`;
}

function text(mail: CaughtMail): string {
  if (mail.text === null) return '';
  return `<section class="card"><h2>Text</h2><pre>${withLinks(mail.text.trimEnd())}</pre></section>`;
}

function attachments(mail: CaughtMail): string {
  return mail.attachments.map((part, index) => attachment(mail.id, part, index)).join('');
}

function attachment(id: string, part: MailAttachment, index: number): string {
  const readable = part.mimeType.startsWith('text/')
    ? `<pre>${escape(part.content.toString('utf8').slice(0, 20_000))}</pre>`
    : '';
  return `<section class="card"><h2><a href="/messages/${id}/attachments/${index}">${escape(part.filename)}</a>
· ${escape(part.mimeType)} · ${part.content.length} bytes</h2>${readable}</section>`;
}

function when(mail: CaughtMail): string {
  return mail.receivedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
}
