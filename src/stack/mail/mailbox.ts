import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { MailArchive } from './archive';
import type { CaughtMail } from './message';
import { listPage, messagePage, notFoundPage } from './pages';

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The mailbox: pages for people, `/api/messages` for programs. Read-only. */
export function mailboxServer(archive: MailArchive): Server {
  return createServer((request, response) => {
    send(response, localName(request) ? route(request, archive) : WRONG_HOST);
  });
}

function route(request: IncomingMessage, archive: MailArchive): Answer {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return {
      status: 405,
      type: 'text/plain',
      body: 'This server only accepts GET.\n',
      headers: { Allow: 'GET, HEAD' },
    };
  }
  const parts = new URL(request.url ?? '/', 'http://mailbox').pathname.split('/').filter(Boolean);
  const [first, second, third, fourth] = parts;
  if (first === undefined) return html(listPage(archive.all()));
  if (first === 'api' && second === 'messages') return api(archive, third);
  const mail = first === 'messages' && second ? archive.find(second) : undefined;
  if (!mail) return NOT_FOUND;
  if (third === undefined) return html(messagePage(mail));
  if (third === 'raw') return { type: 'text/plain; charset=utf-8', body: mail.raw };
  if (third === 'html' && mail.html !== null) return htmlPart(mail.html);
  if (third === 'attachments') return attachment(mail, Number(fourth));
  return NOT_FOUND;
}

function api(archive: MailArchive, id: string | undefined): Answer {
  if (id === undefined) return json({ messages: archive.all().map((mail) => asJson(mail)) });
  const mail = archive.find(id);
  return mail ? json(asJson(mail)) : { ...json({ error: 'This message does not exist.' }), status: 404 };
}

/** A message for programs, with the content of text attachments such as calendar files. */
function asJson(mail: CaughtMail) {
  return {
    ...mail,
    raw: undefined,
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename,
      mimeType,
      bytes: content.length,
      ...(mimeType.startsWith('text/') ? { text: content.toString('utf8') } : {}),
    })),
  };
}

function attachment(mail: CaughtMail, index: number): Answer {
  const part = mail.attachments[index];
  if (!part) return NOT_FOUND;
  const name = encodeURIComponent(part.filename);
  const headers = { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` };
  return { type: part.mimeType, body: part.content, headers };
}

/** Links open outside the sandboxed frame. */
function htmlPart(part: string): Answer {
  return { ...html(`<base target="_blank">${part}`), headers: { 'Content-Security-Policy': MAIL_POLICY } };
}

function html(body: string): Answer {
  return { type: 'text/html; charset=utf-8', body };
}

function json(value: unknown): Answer {
  return { type: 'application/json; charset=utf-8', body: `${JSON.stringify(value, null, 2)}\n` };
}

const NOT_FOUND: Answer = { ...html(notFoundPage()), status: 404 };
const WRONG_HOST: Answer = { status: 421, type: 'text/plain', body: 'Use 127.0.0.1 or localhost.\n' };

/** Guards against DNS rebinding, by which a web page could read the mails. */
function localName(request: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
}

function send(response: ServerResponse, { status = 200, type, body, headers }: Answer): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Security-Policy': PAGE_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(body);
}
