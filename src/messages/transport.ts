/** Mails leave here, by SMTP. */
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Mail } from './compose';
import { classifyFailure, type SendFailure } from './smtpFailure';

export type SendResult =
  | { outcome: 'accepted'; answer: string }
  /** Ended by our own side before any of the content had gone out. */
  | { outcome: 'withdrawn' }
  | SendFailure;

/** What our side has to say while a mail is being sent. */
export interface Conversation {
  /** Asked once the server is ready for the content. Unless it answers true, nothing of it goes out. */
  begin(): Promise<boolean>;
  /** The mail is no longer wanted: ends the conversation as long as no content has gone out. */
  unwanted?: AbortSignal;
  /** There is no more time: ends the conversation wherever it stands. */
  stopped?: AbortSignal;
}

export interface MailTransport {
  /** How many conversations there can be at once. Ask for no more: the time of the others would run already. */
  readonly connections: number;
  /** Hands one mail to the mail server. Never throws: a failure is a value that says what is known. */
  send(mail: Mail, conversation: Conversation): Promise<SendResult>;
  /** Closes idle connections; mails under way are finished first. */
  close(): void;
}

export interface SmtpTransportOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  url: string;
  connections?: number;
  /** No conversation takes longer. The activity's start-to-close timeout must be above it. */
  sendTimeoutMs?: number;
  /** How long a silent server is waited for. Default: as long as a conversation takes; some look at a mail for long. */
  socketTimeoutMs?: number;
  /** How long a server is waited for that does not greet. */
  greetingTimeoutMs?: number;
}

/** Travels with a mail through nodemailer: resolves when its content may go out, and rejects when it must not. */
interface Gate {
  gate: () => Promise<void>;
}

/** Longest time one `send` takes, in milliseconds, unless told otherwise. */
export const SEND_TIMEOUT_MS = 60_000;

/** A pooled SMTP transport. Nothing is connected before the first mail. */
export function smtpTransport(options: SmtpTransportOptions): MailTransport {
  const { connections = 4, sendTimeoutMs = SEND_TIMEOUT_MS } = options;
  const pool = createTransport({
    pool: true,
    url: options.url,
    maxConnections: connections,
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: options.greetingTimeoutMs ?? 10_000,
    dnsTimeout: 10_000,
    socketTimeout: options.socketTimeoutMs ?? sendTimeoutMs,
    // A connection given up must not keep its place among the others.
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
          throw new Error('the mail is withdrawn');
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
        // Told to TypeScript, which sees no gate opening.
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

/** The same content, but nothing of it before the gate has opened. It is read only after the server's 354. */
function gated(content: Readable, gate: Gate['gate'] | undefined): Readable {
  async function* opened(): AsyncGenerator<Buffer> {
    if (!gate) throw new Error('a mail that nobody is sending');
    await gate();
    for await (const chunk of content) yield chunk as Buffer;
  }
  return Readable.from(opened(), { objectMode: false });
}
