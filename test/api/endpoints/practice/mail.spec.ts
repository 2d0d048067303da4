import request from 'supertest';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { currentTransport, mailServer } from '../../../../src/messages/mailServer';
import { testMail } from '../../../../src/messages/testMail';
import { startMailCatcher, type MailCatcher } from '../../../../src/stack/mail/catcher';
import { temporaryFolder } from '../../../stack/support/temporary';
import { bodyOf, codeOf } from '../../support/answers';
import { apiApp, PASSWORD, type ApiApp, type Person } from '../../support/apiApp';

let api: ApiApp;
let lead: Person;
let catcher: MailCatcher;
beforeAll(async () => {
  catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, dir: folder });
});
afterAll(() => catcher.stop());
const folder = temporaryFolder();
beforeEach(async () => {
  api = await apiApp();
  lead = await api.person('lead');
});
afterEach(() => api.store.close());

const PATH = '/api/v1/practice/mail';
const here = () => ({ host: '127.0.0.1', port: Number(new URL(catcher.smtpUrl).port), security: 'none' });
const enter = (body: object, by: Person = lead) => by.post(PATH, body);
const SECRET = 'otter-violin-bridge';
const sent = () =>
  testMail({ sender: { name: 'A', address: 'a@b.example', phone: '1' }, to: 'c@d.example', at: new Date() });
const conversation = { begin: () => Promise.resolve(true) };

describe('the mail server', () => {
  it('is shown without its password, which is stored encrypted', async () => {
    expect(bodyOf(await api.get(PATH, 'lead').expect(200))).toEqual({ source: 'none', hasPassword: false });
    const server = { host: 'mail.example.org', port: 465, security: 'tls', username: 'care' };
    const answer = await enter({ ...server, password: SECRET }).expect(200);
    expect(bodyOf(answer)).toEqual({ source: 'practice', ...server, hasPassword: true });
    const stored = JSON.stringify([
      await api.store.mailSettings.get(),
      await api.store.audit.list('practice'),
      api.lines,
    ]);
    expect(stored).toContain('mail.example.org');
    expect(stored).not.toContain(SECRET);
    const { url } = await mailServer(api.store, api.keyring, {});
    expect(url).toBe(`smtps://care:${SECRET}@mail.example.org:465/`);
  });

  it('is shown although the key of its password is lost, so that it can be entered again', async () => {
    const server = { host: 'mail.example.org', port: 465, security: 'tls' as const, username: 'care' };
    await api.store.mailSettings.save({ ...server, passwordSealed: 'sealed with a key that is gone' });
    expect(bodyOf(await api.get(PATH, 'lead').expect(200))).toMatchObject({ hasPassword: true });
    await enter({ ...server, password: SECRET }).expect(200);
  });

  it('keeps its password if it is left out, and never sends it to another server or in the clear', async () => {
    const server = { host: 'mail.example.org', port: 465, security: 'tls', username: 'care' };
    await enter({ ...server, password: SECRET }).expect(200);
    expect(bodyOf(await enter({ ...server, port: 587, security: 'starttls' }))).toMatchObject({
      hasPassword: true,
    });
    expect(bodyOf(await enter({ ...server, security: 'none' }))).toMatchObject({ hasPassword: false });
    await enter({ ...server, password: SECRET }).expect(200);
    expect(bodyOf(await enter({ ...server, host: 'elsewhere.example' }))).toMatchObject({
      hasPassword: false,
    });
  });

  it('is entered by the lead and admins, with their password where they are signed in', async () => {
    expect(codeOf(await api.post(PATH, 'therapist', here()))).toEqual([403, 'role-refused']);
    const cookie = await api.signedIn('lead');
    const enterAs = (body: object) => request(api.app).post(PATH).set(cookie).send(body);
    expect(codeOf(await enterAs(here()))).toEqual([400, 'request-invalid']);
    await enterAs({ ...here(), ownPassword: PASSWORD }).expect(200);
    expect(codeOf(await enterAs({ ...here(), host: 'a b', ownPassword: PASSWORD }))).toEqual([
      ...[400, 'request-invalid'],
    ]);
  });

  it('of the environment is shown, comes first, and cannot be changed', async () => {
    const mail = { smtpUrl: 'smtps://care:secret@mail.example.org', from: 'care@cedar.example' };
    const fixed = await apiApp({ store: api.store, mail });
    expect(bodyOf(await fixed.get(PATH, 'lead').expect(200))).toEqual({
      ...{ source: 'environment', host: 'mail.example.org', port: 465, security: 'tls', username: 'care' },
      ...{ hasPassword: true, from: 'care@cedar.example' },
    });
    expect(codeOf(await enter(here(), await fixed.person('lead')))).toEqual([409, 'mail-server-fixed']);
    await enter(here()).expect(200);
    expect(await mailServer(api.store, api.keyring, mail)).toMatchObject({ source: 'environment' });
  });
});

describe('a test e-mail', () => {
  const test = (to = 'lead@cedar.example', by = lead) =>
    by.post(`${PATH}/test`, { to, ownPassword: undefined });

  it('is really sent, and shows what the server said', async () => {
    expect(codeOf(await test())).toEqual([409, 'mail-server-missing']);
    await enter(here()).expect(200);
    expect(bodyOf(await test().expect(200))).toEqual({
      accepted: true,
      said: expect.stringMatching(/^250 /) as string,
    });
    expect(catcher.messages().at(-1)).toMatchObject({ to: ['lead@cedar.example'] });
    const [entry] = await api.store.audit.list('practice');
    expect(entry).toMatchObject({
      ...{ kind: 'mail-server-tested', byId: lead.id, detail: { accepted: true } },
    });
  });

  it('shows why it was refused, in the words of the server', async () => {
    const refusing = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('554 5.7.1 No service for you here\r\n');
    });
    await new Promise<void>((done) => refusing.listen(0, '127.0.0.1', done));
    const { port } = refusing.address() as AddressInfo;
    await enter({ ...here(), port }).expect(200);
    expect(bodyOf(await test().expect(200))).toEqual({
      accepted: false,
      said: expect.stringContaining('No service for you here') as string,
    });
    await new Promise((done) => refusing.close(done));
    expect(bodyOf(await test().expect(200))).toMatchObject({
      accepted: false,
      said: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it.each([
    [
      'what another kind of server says',
      'SSH-2.0-OpenSSH_9.7 internal-host\r\n',
      'It does not answer as a mail server does.',
    ],
    [
      'more than a line',
      `554 No\u0007service\t${'x'.repeat(5_000)}\r\n`,
      `554 No service ${'x'.repeat(185)}`,
    ],
  ])('does not show %s', async (_what, greeting, said) => {
    const other = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(greeting);
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    await enter({ ...here(), port: (other.address() as AddressInfo).port }).expect(200);
    expect(bodyOf(await test().expect(200))).toEqual({ accepted: false, said });
    await new Promise((done) => other.close(done));
  });

  it('can be sent twenty times an hour', async () => {
    await enter({ ...here(), port: 1 }).expect(200);
    const answers = await Promise.all(Array.from({ length: 21 }, () => test()));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    await test('lead@cedar.example', await api.person('lead')).expect(200);
  });
});

describe('e-mails', () => {
  it('wait while no mail server is entered, and go out by the one entered, without a restart', async () => {
    const transport = currentTransport(() => mailServer(api.store, api.keyring, {}), {
      from: 'x@cedar.example',
    });
    expect(await transport.send(sent(), conversation)).toEqual({
      outcome: 'temporary',
      code: 'mail-not-set-up',
    });
    await enter(here()).expect(200);
    expect(await transport.send(sent(), conversation)).toMatchObject({ outcome: 'accepted' });
    expect(catcher.messages().at(-1)?.from).toContain('x@cedar.example');
    transport.close();
  });

  it('go out by the server of before while the settings cannot be read', async () => {
    let down = false;
    const transport = currentTransport(() =>
      down ? Promise.reject(new Error('down')) : Promise.resolve({ url: catcher.smtpUrl }),
    );
    await transport.send(sent(), conversation);
    down = true;
    expect(await transport.send(sent(), conversation)).toMatchObject({ outcome: 'accepted' });
    transport.close();
  });
});
