import type { Mail } from '../../src/messages/compose';
import { previewOf } from '../../src/messages/preview';
import {
  smtpTransport,
  type Conversation,
  type SendResult,
  type SmtpTransportOptions,
} from '../../src/messages/transport';
import { startSmtp, type Answers, type TestServer, WANTED } from './support/smtp';

interface Sending extends Partial<SmtpTransportOptions> {
  count?: number;
  mail?: Mail;
  /** Credentials to sign in with: `user:password@`. */
  signIn?: string;
}

/** Sends mails one after the other to a server with the given answers. */
async function sendTo(
  answers: Answers,
  { count = 1, mail = previewOf('sessionReminder'), signIn = '', ...options }: Sending = {},
): Promise<{ results: SendResult[]; server: TestServer }> {
  const server = await startSmtp(answers);
  const transport = smtpTransport({ url: server.url.replace('//', `//${signIn}`), ...options });
  const results: SendResult[] = [];
  try {
    for (let i = 0; i < count; i += 1) results.push(await transport.send(mail, WANTED));
  } finally {
    transport.close();
    await server.stop();
  }
  return { results, server };
}

/** Breaks the connection instead of answering. */
const hangUp = (conversation: { hangUp(): void }) => {
  conversation.hangUp();
  return 'silence' as const;
};

describe('a mail', () => {
  it('is accepted, and the server’s answer is returned', async () => {
    const { results, server } = await sendTo({});
    expect(results).toEqual([{ outcome: 'accepted', answer: expect.stringMatching(/^250 /) as string }]);
    expect(server.mails).toHaveLength(1);
  });

  it('reuses the connection of the previous mail', async () => {
    const { results, server } = await sendTo({}, { count: 3 });
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(server.connections()).toBe(1);
  });
});

describe('a temporary failure, with nothing delivered', () => {
  it.each<[string, Answers, string]>([
    ['4xx at the recipient', { atRecipient: () => 451 }, 'mail-deferred'],
    ['4xx after the content', { atContent: () => 452 }, 'mail-deferred'],
    ['the server is closing down', { atRecipient: () => 421 }, 'mail-deferred'],
    ['the connection is lost before the content', { atRecipient: hangUp }, 'mail-connection'],
    ['our own address is refused', { atSender: () => 550 }, 'mail-sender-refused'],
  ])('%s', async (_, answers, code) => {
    const { results } = await sendTo(answers);
    expect(results).toEqual([{ outcome: 'temporary', code }]);
  });

  it('no server is listening', async () => {
    const server = await startSmtp();
    await server.stop();
    const transport = smtpTransport({ url: server.url });
    const result = await transport.send(previewOf('welcome'), WANTED);
    transport.close();
    expect(result).toEqual({ outcome: 'temporary', code: 'mail-connection' });
  });

  it('our sign-in is refused', async () => {
    const options: Answers['options'] = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        done(Object.assign(new Error('no'), { responseCode: 535 }));
      },
    };
    const { results } = await sendTo({ options }, { signIn: 'user:secret@' });
    expect(results).toEqual([{ outcome: 'temporary', code: 'mail-sign-in-refused' }]);
  });

  it('a server that falls silent before the content times out', async () => {
    const { results } = await sendTo({ atRecipient: () => 'silence' }, { sendTimeoutMs: 200 });
    expect(results).toEqual([{ outcome: 'temporary', code: 'mail-connection' }]);
  });
});

describe('a permanent failure', () => {
  it.each<[string, Answers, string]>([
    ['5xx at the recipient', { atRecipient: () => 550 }, 'recipient-refused'],
    ['5xx after the content', { atContent: () => 554 }, 'message-refused'],
  ])('%s', async (_, answers, code) => {
    const { results } = await sendTo(answers);
    expect(results).toEqual([{ outcome: 'permanent', code }]);
  });

  it('an address that is invalid', async () => {
    const { results } = await sendTo({}, { mail: { ...previewOf('welcome'), to: ['not an address'] } });
    expect(results).toEqual([{ outcome: 'permanent', code: 'address-invalid' }]);
  });

  it('leaves the connection usable for the next mail', async () => {
    const { results, server } = await sendTo(
      { atRecipient: ({ mails }) => (mails === 1 ? 550 : undefined) },
      { count: 2 },
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'permanent']);
    expect(server.connections()).toBe(1);
  });
});

describe('a mail whose delivery is uncertain', () => {
  it.each<[string, Answers, Partial<SmtpTransportOptions>]>([
    ['the connection is lost after the content', { atContent: hangUp }, {}],
    ['no answer comes after the content', { atContent: () => 'silence' }, { socketTimeoutMs: 1_000 }],
    ['time runs out after the content', { atContent: () => 'silence' }, { sendTimeoutMs: 1_000 }],
  ])('is never sent again by the transport itself: %s', async (_, answers, options) => {
    const { results, server } = await sendTo(answers, options);
    expect(results).toEqual([{ outcome: 'unknown', code: 'answer-missing' }]);
    expect(server.mails).toHaveLength(1);
  });

  it('also on a connection that has carried a mail before', async () => {
    const { results, server } = await sendTo(
      { atContent: (conversation) => (conversation.mails === 2 ? hangUp(conversation) : undefined) },
      { count: 2 },
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'unknown']);
    expect(server.mails).toHaveLength(2);
  });
});

it('no result contains an address or text from the server', async () => {
  const { results } = await sendTo({ atRecipient: () => 550 });
  expect(JSON.stringify(results)).not.toMatch(/@|told/);
});

describe('a mail can be withdrawn', () => {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  async function post(answers: Answers = {}, options: Partial<SmtpTransportOptions> = {}) {
    const server = await startSmtp(answers);
    const transport = smtpTransport({ url: server.url, ...options });
    open.push(async () => {
      transport.close();
      await server.stop();
    });
    const send = (conversation: Conversation) => transport.send(previewOf('welcome'), conversation);
    return { server, send };
  }

  it('when its content is requested: no content goes out, and the next mail does', async () => {
    const { server, send } = await post();
    expect(await send({ begin: () => Promise.resolve(false) })).toEqual({ outcome: 'withdrawn' });
    expect(server.mails).toEqual([]);
    expect(await send(WANTED)).toMatchObject({ outcome: 'accepted' });
    expect(server.mails).toHaveLength(1);
  });

  it('by each of two concurrent senders, independently', async () => {
    const { server, send } = await post();
    const results = await Promise.all([send(WANTED), send({ begin: () => Promise.resolve(false) })]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'withdrawn']);
    expect(server.mails).toHaveLength(1);
  });

  it.each(['unwanted', 'stopped'] as const)('before its content goes out (%s)', async (signal) => {
    const calling = new AbortController();
    const { server, send } = await post({
      atRecipient: () => {
        calling.abort();
        return 'silence';
      },
    });
    expect(await send({ ...WANTED, [signal]: calling.signal })).toEqual({ outcome: 'withdrawn' });
    expect(server.mails).toEqual([]);
    expect(await send({ ...WANTED, [signal]: calling.signal })).toEqual({ outcome: 'withdrawn' });
  });

  it('but not while its content goes out: it is finished', async () => {
    const calling = new AbortController();
    const { send } = await post({
      atContent: () => {
        calling.abort();
        return undefined;
      },
    });
    expect(await send({ ...WANTED, unwanted: calling.signal })).toMatchObject({ outcome: 'accepted' });
  });

  it('even then when time is up, and its delivery is uncertain', async () => {
    const calling = new AbortController();
    const { send } = await post({
      atContent: () => {
        calling.abort();
        return 'silence';
      },
    });
    const result = await send({ ...WANTED, stopped: calling.signal });
    expect(result).toEqual({ outcome: 'unknown', code: 'answer-missing' });
  });
});
