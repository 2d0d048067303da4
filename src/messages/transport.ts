/** Sends mails by SMTP. */
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Mail } from './compose';
import { classifyFailure, type SendFailure } from './smtpFailure';

export type SendResult =
  | { outcome: 'accepted'; answer: string }
  /** Ended by our side before any content went out. */
  | { outcome: 'withdrawn' }
  | SendFailure;

/** How our side controls a mail while it is being sent. */
export interface Conversation {
  /** Called once the server is ready for the content. No content goes out unless it resolves to true. */
  begin(): Promise<boolean>;
  /** The mail is no longer wanted: ends the conversation if no content has gone out yet. */
  unwanted?: AbortSignal;
  /** Time is up: ends the conversation at any point. */
  stopped?: AbortSignal;
}

export interface MailTransport {
  /** The most conversations at once. Do not start more: a queued mail uses up its time while it waits. */
  readonly connections: number;
  /** Hands one mail to the mail server. Never throws: a failure is a value. */
  send(mail: Mail, conversation: Conversation): Promise<SendResult>;
  /** Closes idle connections, after mails in progress are finished. */
  close(): void;
}

export interface SmtpTransportOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  url: string;
  connections?: number;
  /** The longest a conversation may take. The activity's start-to-close timeout must be longer. */
  sendTimeoutMs?: number;
  /** How long to wait for a silent server. Default: `sendTimeoutMs`, because some servers inspect a mail for long. */
  socketTimeoutMs?: number;
  /** How long to wait for the server's greeting. */
  greetingTimeoutMs?: number;
}

/** Passed through nodemailer with a mail: resolves when the content may go out, rejects when it must not. */
interface Gate {
  gate: () => Promise<void>;
}

/** Default of the longest time one `send` takes, in milliseconds. */
export const SEND_TIMEOUT_MS = 60_000;

export const DEFAULT_CONNECTIONS = 4;

/** A pooled SMTP transport. It connects with the first mail. */
export function smtpTransport(options: SmtpTransportOptions): MailTransport {
  const { connections = DEFAULT_CONNECTIONS, sendTimeoutMs = SEND_TIMEOUT_MS } = options;
  const pool = createTransport({
    pool: true,
    url: options.url,
    maxConnections: connections,
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: options.greetingTimeoutMs ?? 10_000,
    dnsTimeout: 10_000,
    socketTimeout: options.socketTimeoutMs ?? sendTimeoutMs,
    // An abandoned connection must not keep its slot in the pool.
    socketCloseTimeout: 500,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool.use('stream', (mail, done) => {
    const { gate } = mail.data as Partial<Gate>;
    mail.message.processFunc((content) => gated(content, gate));
    done();
  });

  return {
    connections,
    async send(mail, conversation) {
      const { unwanted, stopped } = conversation;
      const ended = new AbortController();
      let begun = false;
      const gate = async (): Promise<void> => {
        const mayBegin = await conversation.begin();
        if (!mayBegin || ended.signal.aborted) {
          ended.abort();
          throw new Error('the mail was withdrawn');
        }
        begun = true;
      };
      const withdraw = (): void => {
        if (!begun) ended.abort();
      };
      const stop = (): void => {
        ended.abort();
      };
      unwanted?.addEventListener('abort', withdraw);
      stopped?.addEventListener('abort', stop);
      if (unwanted?.aborted || stopped?.aborted) ended.abort();
      try {
        const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(sendTimeoutMs)]);
        const info = await pool.sendMail({ ...mail, gate, signal } as Mail & Gate);
        return { outcome: 'accepted', answer: info.response.slice(0, 200) };
      } catch (error) {
        // The cast is needed because TypeScript does not see that the gate sets it.
        if (ended.signal.aborted && !(begun as boolean)) return { outcome: 'withdrawn' };
        return classifyFailure(error, begun);
      } finally {
        unwanted?.removeEventListener('abort', withdraw);
        stopped?.removeEventListener('abort', stop);
      }
    },
    close: () => {
      pool.close();
    },
  };
}

/** Holds the content back until the gate opens. It is read only after the server's 354 reply. */
function gated(content: Readable, gate: Gate['gate'] | undefined): Readable {
  async function* opened(): AsyncGenerator<Buffer> {
    if (!gate) throw new Error('this mail was not sent through the transport');
    await gate();
    for await (const chunk of content) yield chunk as Buffer;
  }
  return Readable.from(opened(), { objectMode: false });
}
