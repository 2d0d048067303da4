import PostalMime from 'postal-mime';

export interface MailAttachment {
  readonly filename: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

/** One e-mail as the catcher received it. */
export interface CaughtMail {
  readonly id: string;
  /** When it arrived by the wall clock, in UTC (ISO 8601). */
  readonly receivedAt: string;
  /** The `From` header, and the envelope recipients (not those in the `To` header). */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  readonly raw: string;
}

/** Reads a stored message. `id` begins with the time of arrival, so that ids sort by time. */
export async function readMail(id: string, raw: Buffer): Promise<CaughtMail> {
  const mail = await PostalMime.parse(raw);
  return {
    id,
    receivedAt: receivedAt(id),
    from: mail.from
      ? [mail.from.name, mail.from.address && `<${mail.from.address}>`].filter(Boolean).join(' ')
      : '',
    to: mail.headers.filter(({ key }) => key === 'delivered-to').map(({ value }) => value),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? null,
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: mail.text ?? null,
    html: mail.html ?? null,
    attachments: mail.attachments.map((part, index) => ({
      filename: part.filename ?? `part-${index + 1}${part.mimeType === 'text/calendar' ? '.ics' : ''}`,
      mimeType: part.mimeType,
      content: bytes(part.content),
    })),
    raw: raw.toString('utf8'),
  };
}

/** An id for a message that arrives now. `counter` distinguishes messages of the same millisecond. */
export function mailId(now: Date, counter: number): string {
  return `${now.toISOString().replaceAll(':', '').replace('.', '')}-${String(counter).padStart(6, '0')}`;
}

function receivedAt(id: string): string {
  return id.replace(/^(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1T$2:$3:$4.$5Z');
}

function bytes(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
}
