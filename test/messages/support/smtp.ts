/** A real SMTP server that a test controls step by step. */
import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** How our side handles a mail that is ready to go out. */
export const WANTED = { begin: () => Promise.resolve(true) };

export interface Conversation {
  /** Breaks the connection of this conversation without a reply. */
  hangUp(): void;
  /** How many mails have arrived so far over all connections, including this one. */
  mails: number;
  /** How many connections there have been. */
  connections: number;
}

type Answer = number | undefined | 'silence';

export interface Answers {
  /** A reply code other than 2xx, or nothing to accept. */
  atSender?: (conversation: Conversation) => number | undefined;
  atRecipient?: (conversation: Conversation) => Answer | Promise<Answer>;
  atContent?: (conversation: Conversation) => Answer | Promise<Answer>;
  options?: SMTPServerOptions;
}

export interface TestServer {
  url: string;
  mails: string[];
  connections(): number;
  stop(): Promise<void>;
}

const refusal = (code: number) =>
  Object.assign(new Error('told to refuse someone@mail.example'), { responseCode: code });

export async function startSmtp(answers: Answers = {}): Promise<TestServer> {
  const mails: string[] = [];
  const sockets = new Map<string, Socket>();
  const conversation = (id: string): Conversation => ({
    hangUp: () => sockets.get(id)?.destroy(),
    mails: mails.length,
    connections: sockets.size,
  });
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: ({ id }, done) => {
      // Not in the types: the session's connection holds the socket.
      const open = [...(server.connections as Set<{ id: string; _socket: Socket }>)];
      const found = open.find((one) => one.id === id);
      if (found) sockets.set(id, found._socket);
      done();
    },
    onMailFrom: (_, { id }, done) => {
      const code = answers.atSender?.(conversation(id));
      done(code ? refusal(code) : undefined);
    },
    onRcptTo: (_, { id }, done) => {
      void Promise.resolve(answers.atRecipient?.(conversation(id))).then((code) => {
        if (code !== 'silence') done(code ? refusal(code) : undefined);
      });
    },
    onData: (stream, { id }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        void Promise.resolve(answers.atContent?.(conversation(id))).then((code) => {
          if (code !== 'silence') done(code ? refusal(code) : undefined);
        });
      });
    },
    ...answers.options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    connections: () => sockets.size,
    stop: () =>
      new Promise((stopped) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(stopped);
      }),
  };
}
