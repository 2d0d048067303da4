/** A real SMTP server to send to, and the transport that does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMailCatcher, type CaughtMail, type MailMode } from '../../../src/stack/mail/catcher';
import { smtpTransport, type MailTransport } from '../../../src/messages/transport';

export interface Post {
  transport: MailTransport;
  behave(mode: MailMode): void;
  /** Mails that arrived with this text in them, the oldest first. */
  arrived(text: string): CaughtMail[];
  stop(): Promise<void>;
}

export async function openPost(): Promise<Post> {
  const dir = mkdtempSync(path.join(tmpdir(), 'throughline-post-'));
  const catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, dir });
  const transport = smtpTransport({ url: catcher.smtpUrl });
  return {
    transport,
    behave: (mode) => {
      catcher.behave(mode);
    },
    arrived: (text) => catcher.messages().filter(({ raw }) => raw.includes(text)),
    stop: async () => {
      transport.close();
      await catcher.stop();
      rmSync(dir, { recursive: true });
    },
  };
}
