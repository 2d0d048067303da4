/** A real SMTP server that misbehaves on command and remembers every mail it has received. */
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** How the server treats connections from now on. */
export type Manner =
  | { readonly as: 'accept'; readonly takesMs?: number }
  /** Accepts the connection and never greets. */
  | { readonly as: 'hang' }
  /** Asks to retry later (451), after a while. */
  | { readonly as: 'greylist'; readonly takesMs: number }
  /** Permanently rejects every recipient (550). */
  | { readonly as: 'refuse' }
  /** Receives the whole mail, then drops the connection without an answer. */
  | { readonly as: 'drop' }
  /** Does not listen. */
  | { readonly as: 'down' };

export interface MailServer {
  readonly url: string;
  /** Sets the behavior for all recipients. */
  behave(manner: Manner): Promise<void>;
  /** Sets the behavior for one recipient while the server accepts connections. Without `manner`, resets it. */
  treat(address: string, manner?: Manner): void;
  /** The Message-ID of every mail whose content arrived, once per copy. */
  arrived(): readonly string[];
  /** How many times it has started and finished misbehaving. */
  faults(): { readonly begun: number; readonly ended: number };
  stop(): Promise<void>;
}

const MESSAGE_ID = /^message-id:\s*(<[^>]+>)/im;

/** Starts the server on `port` of 127.0.0.1. */
export async function startMailServer(port: number): Promise<MailServer> {
  let manner: Manner = { as: 'accept' };
  const special = new Map<string, Manner>();
  const hung = new Set<string>();
  let [begun, ended] = [0, 0];
  const arrived: string[] = [];
  let server = await listening();

  const towards = (address: string): Manner => special.get(address.toLowerCase()) ?? manner;

  function create(): SMTPServer {
    const made: SMTPServer = new SMTPServer({
      authOptional: true,
      hideSTARTTLS: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (session, done) => {
        if (manner.as !== 'hang') {
          done();
          return;
        }
        begun += 1;
        hung.add(session.id);
      },
      onClose: ({ id }) => {
        if (hung.delete(id)) ended += 1;
      },
      onRcptTo: ({ address }, _session, done) => {
        const now = towards(address);
        if (now.as === 'refuse') {
          begun += 1;
          ended += 1;
          done(answer(550, '5.1.1 No such mailbox'));
        } else if (now.as === 'greylist') {
          begun += 1;
          void pause(now.takesMs).then(() => {
            ended += 1;
            done(answer(451, '4.7.1 Try again later'));
          });
        } else done();
      },
      onData: (stream, session, done) => {
        const now = towards(session.envelope.rcptTo[0]?.address ?? '');
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void pause(now.as === 'accept' ? (now.takesMs ?? 0) : 0).then(() => {
            arrived.push(MESSAGE_ID.exec(Buffer.concat(chunks).toString('utf8'))?.[1] ?? 'no Message-ID');
            if (now.as !== 'drop') {
              done();
              return;
            }
            begun += 1;
            ended += 1;
            breakOff(made, session);
          });
        });
      },
    });
    made.on('error', () => undefined);
    return made;
  }

  async function listening(): Promise<SMTPServer> {
    const made = create();
    await new Promise<void>((resolve, reject) => {
      made.server.once('error', reject);
      made.listen(port, '127.0.0.1', resolve);
    });
    port = (made.server.address() as AddressInfo).port;
    return made;
  }

  /** Drops open connections, as a server does when it goes down. */
  function breakAll(): void {
    for (const { _socket } of server.connections as Set<OpenConnection>) _socket.destroy();
  }

  async function close(): Promise<void> {
    breakAll();
    await new Promise<void>((done) => { server.close(done); }); // prettier-ignore
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    behave: async (next) => {
      const [wasDown, isDown] = [manner.as === 'down', next.as === 'down'];
      manner = next;
      // Connections that are still open have already been greeted.
      if (next.as === 'hang') breakAll();
      if (isDown && !wasDown) {
        begun += 1;
        ended += 1;
        await close();
      }
      if (wasDown && !isDown) server = await listening();
    },
    treat: (address, its) => {
      if (its) special.set(address.toLowerCase(), its);
      else special.delete(address.toLowerCase());
    },
    arrived: () => arrived,
    faults: () => ({ begun, ended }),
    stop: async () => {
      if (manner.as !== 'down') await close();
    },
  };
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

interface OpenConnection {
  readonly id: string;
  readonly _socket: { destroy(): void };
}

function breakOff(server: SMTPServer, session: SMTPServerSession): void {
  for (const { id, _socket } of server.connections as Set<OpenConnection>) {
    if (id === session.id) _socket.destroy();
  }
}
