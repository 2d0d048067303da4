import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Readable } from 'node:stream';
import { isStorageFull } from '../../files/storageFull';
import type { MailArchive } from './archive';

/** How the mail server behaves. All modes but `accept` let tests see what happens when mail fails. */
export type MailMode =
  | 'accept'
  /** 451 at the recipient: try again later. */
  | 'refuse-temporarily'
  /** 550 at the recipient: never try again. */
  | 'refuse-permanently'
  /** Keeps the message, then drops the connection without an answer, so the sender cannot know. */
  | 'drop-after-data';

const MAX_BYTES = 25 * 1024 * 1024;

/** A real SMTP server that keeps every message and forwards none. */
export function smtpServer(
  archive: MailArchive,
  mode: () => MailMode,
  refused: ReadonlySet<string> = new Set(),
): SMTPServer {
  const server: SMTPServer = new SMTPServer({
    banner: 'Throughline mail catcher',
    authOptional: true,
    hideSTARTTLS: true,
    size: MAX_BYTES,
    closeTimeout: 500,
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => {
      done(null, { user: auth.username ?? 'anyone' });
    },
    onRcptTo: ({ address }, _session, done) => {
      done(refusal(refused.has(address.toLowerCase()) ? 'refuse-permanently' : mode()));
    },
    onData: (stream, session, done) => {
      keep(archive, stream, session).then(
        () => {
          if (mode() === 'drop-after-data') breakOff(server, session);
          else done();
        },
        (error: unknown) => {
          done(
            isStorageFull(error) ? FULL : answer(451, `4.3.0 The message was not saved: ${String(error)}`),
          );
        },
      );
    },
  });
  // A client may hang up at any time; nothing here depends on it.
  server.on('error', () => undefined);
  return server;
}

async function keep(archive: MailArchive, stream: Readable, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const { mailFrom, rcptTo } = session.envelope;
  await archive.add(
    mailFrom ? mailFrom.address : '',
    rcptTo.map(({ address }) => address),
    Buffer.concat(chunks),
  );
}

function refusal(mode: MailMode): Error | undefined {
  if (mode === 'refuse-temporarily')
    return answer(451, '4.3.0 Try again later: this server is set to refuse for now');
  if (mode === 'refuse-permanently')
    return answer(550, '5.1.1 No such mailbox: this server is set to refuse it');
  return undefined;
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Temporary: the sender keeps the message and retries. */
const FULL = answer(452, '4.3.1 The disk is full');

interface OpenConnection {
  readonly id: string;
  readonly _socket: { destroy(): void };
}

function breakOff(server: SMTPServer, session: SMTPServerSession): void {
  const connections = server.connections as Set<OpenConnection>;
  for (const connection of connections) if (connection.id === session.id) connection._socket.destroy();
}
