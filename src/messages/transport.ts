/** Mails leave here, by SMTP. */
import { createTransport } from 'nodemailer';
import type { Mail } from './compose';
import { classifyFailure, type SendFailure } from './smtpFailure';

export type SendResult = { outcome: 'accepted'; answer: string } | SendFailure;

export interface MailTransport {
  /** Hands one mail to the mail server. Never throws: a failure is a value that says what is known. */
  send(mail: Mail): Promise<SendResult>;
  /** Closes idle connections; mails under way are finished first. */
  close(): void;
}

export interface SmtpTransportOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  url: string;
  maxConnections?: number;
  /** No attempt takes longer. The activity's start-to-close timeout must be above it. */
  sendTimeoutMs?: number;
  /** How long a silent server is waited for. */
  socketTimeoutMs?: number;
}

/** Longest time one `send` takes, in milliseconds, unless told otherwise. */
export const SEND_TIMEOUT_MS = 60_000;

/** What is read of a mail by a connection, to know later whether any of it had gone out. */
interface ContentStream {
  readableDidRead: boolean;
}

/** A pooled SMTP transport. Nothing is connected before the first mail. */
export function smtpTransport(options: SmtpTransportOptions): MailTransport {
  const { sendTimeoutMs = SEND_TIMEOUT_MS } = options;
  const pool = createTransport({
    pool: true,
    url: options.url,
    maxConnections: options.maxConnections ?? 4,
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: options.socketTimeoutMs ?? 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const contents = new Map<string, ContentStream[]>();
  pool.use('stream', (mail, done) => {
    mail.message.processFunc((content) => {
      contents.get(mail.message.messageId())?.push(content);
      return content;
    });
    done();
  });

  return {
    async send(mail) {
      const streams: ContentStream[] = [];
      contents.set(mail.messageId, streams);
      try {
        const info = await pool.sendMail({ ...mail, signal: AbortSignal.timeout(sendTimeoutMs) });
        return { outcome: 'accepted', answer: info.response.slice(0, 200) };
      } catch (error) {
        // A connection reads a mail only after the server's 354, as nodemailer's own pool relies on.
        return classifyFailure(
          error,
          streams.some((content) => content.readableDidRead),
        );
      } finally {
        if (contents.get(mail.messageId) === streams) contents.delete(mail.messageId);
      }
    },
    close: () => {
      pool.close();
    },
  };
}
