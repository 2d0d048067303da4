import type { AddressInfo, Server } from 'node:net';
import { MailArchive } from './archive';
import { mailboxServer } from './mailbox';
import type { CaughtMail } from './message';
import { smtpServer, type MailMode } from './smtp';

export type { CaughtMail, MailAttachment } from './message';
export type { MailMode } from './smtp';

export interface MailCatcherOptions {
  /** 0: any free port. */
  readonly smtpPort: number;
  readonly httpPort: number;
  /** Folder for the messages, one .eml file each. */
  readonly dir: string;
  readonly mode?: MailMode;
}

export interface MailCatcher {
  readonly smtpUrl: string;
  readonly mailboxUrl: string;
  /** All messages caught so far, oldest first. */
  messages(): readonly CaughtMail[];
  /** Changes how the server behaves, starting with the next command. */
  behave(mode: MailMode): void;
  /** From now on, always rejects this address (550). */
  refuse(address: string): void;
  stop(): Promise<void>;
}

/** Starts a real SMTP server that keeps every e-mail, and a web page to read them. Listens on 127.0.0.1. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  let mode = options.mode ?? 'accept';
  const archive = await MailArchive.open(options.dir);
  const refused = new Set<string>();
  const smtp = smtpServer(archive, () => mode, refused);
  const http = mailboxServer(archive);
  const smtpPort = await listen(smtp.server, options.smtpPort);
  const httpPort = await listen(http, options.httpPort);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    mailboxUrl: `http://127.0.0.1:${httpPort}`,
    messages: () => archive.all(),
    behave: (next) => {
      mode = next;
    },
    refuse: (address) => {
      refused.add(address.toLowerCase());
    },
    stop: async () => {
      await new Promise<void>((done) => { smtp.close(done); }); // prettier-ignore
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
