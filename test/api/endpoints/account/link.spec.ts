import request from 'supertest';
import { linksAt } from '../../../../src/messages/links';
import type { Mail } from '../../../../src/messages/compose';
import type { SendResult } from '../../../../src/messages/transport';
import { instant, plusHours, plusMinutes, toMs, type Instant } from '../../../../src/time/instant';
import { type Answer, codeOf } from '../../support/answers';
import { apiApp, PASSWORD, type ApiApp } from '../../support/apiApp';

const MORNING = instant('2027-01-04T17:00:00Z');
const NEXT_PASSWORD = 'three ducks on the pond';
let clock: Instant;
let mails: Mail[];
let outcome: SendResult;
let sent: () => Promise<Mail>;
let api: ApiApp;
beforeEach(async () => {
  clock = MORNING;
  mails = [];
  outcome = { outcome: 'accepted', answer: '250 OK' };
  const waiting: ((mail: Mail) => void)[] = [];
  sent = () => new Promise((resolve) => waiting.push(resolve));
  const send = (mail: Mail): Promise<SendResult> => {
    mails.push(mail);
    waiting.shift()?.(mail);
    return Promise.resolve(outcome);
  };
  api = await apiApp({
    now: () => new Date(toMs(clock)),
    mailer: { transport: { send }, links: linksAt('https://care.example') },
  });
});
afterEach(() => api.store.close());

type Headers = Record<string, string>;
const open = (path: string, body: object, headers: Headers = {}) =>
  request(api.app).post(`/api/v1${path}`).set(headers).send(body);
const tokenIn = (mail?: Mail): string =>
  /console\/set-password#([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
const reset = async (email: string): Promise<string> => {
  const mail = sent();
  await open('/password-reset', { email }).expect(200);
  return tokenIn(await mail);
};
const signIn = (email: string, password: string) => open('/session', { email, password });

describe('a link to set a new password', () => {
  it('comes by e-mail, says nothing of clients, and is for the person alone', async () => {
    const id = await api.staffed(['lead']);
    const token = await reset(`${id.toUpperCase()}@cedar.example`);
    const [mail] = mails;
    expect(mail).toMatchObject({
      ...{ to: [`${id}@cedar.example`], subject: 'Set a new password' },
      from: { name: 'CALM', address: 'care@example.org' },
    });
    expect(mail?.html).toContain(`https://care.example/console/set-password#${token}`);
    expect((await open('/account-link', { token }).expect(200)).body).toEqual({
      ...{ purpose: 'passwordReset', name: 'Pat Example', email: `${id}@cedar.example` },
    });
  });

  it('sets the password once, ends all sign-ins, and leaves the second factor', async () => {
    const cookie = await api.signedIn('lead');
    const { person } = (await request(api.app).get('/api/v1/session').set(cookie)).body as {
      person: { id: string; email: string };
    };
    await api.store.accounts.turnOn(person.id, 'sealed', 0);
    const token = await reset(person.email);
    const use = () => open('/account-link/password', { token, password: NEXT_PASSWORD });
    const answers = await Promise.all([use(), use()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(codeOf(await use())).toEqual([404, 'link-unknown']);
    expect(codeOf(await open('/account-link', { token }))).toEqual([404, 'link-unknown']);
    expect((await request(api.app).get('/api/v1/session').set(cookie)).status).toBe(401);
    expect((await signIn(person.email, PASSWORD)).status).toBe(401);
    expect((await signIn(person.email, NEXT_PASSWORD)).body).toEqual({ state: 'secondFactor' });
  });

  it('is not used up by looking at it, or by a password that is refused', async () => {
    const id = await api.staffed(['lead']);
    const token = await reset(`${id}@cedar.example`);
    await open('/account-link', { token }).expect(200);
    for (const password of ['short', 'password1234', 'pat in the garden of example']) {
      const refused = await open('/account-link/password', { token, password });
      expect(refused.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'password' }] });
    }
    await open('/account-link/password', { token, password: NEXT_PASSWORD }).expect(200);
  });

  it('works for an hour, until a newer one comes, and only for who has not left', async () => {
    const id = await api.staffed(['lead']);
    const first = await reset(`${id}@cedar.example`);
    const second = await reset(`${id}@cedar.example`);
    const look = async (token: string) => (await open('/account-link', { token })).status;
    expect([await look(first), await look(second)]).toEqual([404, 200]);
    await api.store.db.updateTable('staff').set({ leftAt: MORNING }).where('id', '=', id).execute();
    expect(await look(second)).toBe(404);
    await api.store.db.updateTable('staff').set({ leftAt: null }).where('id', '=', id).execute();
    clock = plusHours(MORNING, 1);
    expect(await look(second)).toBe(404);
    clock = plusMinutes(clock, -1);
    expect(await look(second)).toBe(200);
  });

  it('is answered in the same way for an address that nobody has', async () => {
    const unknown = await open('/password-reset', { email: 'nobody@cedar.example' }).expect(200);
    const id = await api.staffed(['lead']);
    const mail = sent();
    const known = await open('/password-reset', { email: `${id}@cedar.example` }).expect(200);
    expect(known.body).toEqual(unknown.body);
    expect((await mail).to).toEqual([`${id}@cedar.example`]);
    expect(mails).toHaveLength(1);
  });

  it('is sent to one person five times an hour at most', async () => {
    const [id, other] = [await api.staffed(['lead']), await api.staffed(['lead'])];
    for (let times = 0; times < 5; times += 1) await reset(`${id}@cedar.example`);
    await open('/password-reset', { email: `${id}@cedar.example` }).expect(200);
    await reset(`${other}@cedar.example`);
    const to = mails.map((mail) => mail.to.join());
    expect(to).toEqual([...Array<string>(5).fill(`${id}@cedar.example`), `${other}@cedar.example`]);
  });

  it('is stored as a hash, and neither logged nor audited', async () => {
    const id = await api.staffed(['lead']);
    const token = await reset(`${id}@cedar.example`);
    await open('/account-link', { token }).expect(200);
    const stored = JSON.stringify([
      await api.store.db.selectFrom('accountLinks').selectAll().execute(),
      await api.store.audit.list('access'),
      api.lines,
    ]);
    expect(stored).toContain(id);
    expect(stored).not.toContain(token);
    expect(JSON.stringify(api.lines)).not.toContain('@cedar.example');
  });
});

describe('an invitation', () => {
  const person = { name: 'Nia Example', email: 'nia@cedar.example', roles: ['therapist', 'biller'] };
  const add = async (body: object = person) =>
    (await api.person('lead')).post('/api/v1/staff', body).expect(201);

  it('is sent to somebody who is added, works for seven days, and lets them sign in', async () => {
    const added: Answer = await add();
    expect(added.body).toMatchObject({ ...person, invitation: 'sent' });
    const token = tokenIn(mails[0]);
    clock = plusMinutes(plusHours(MORNING, 7 * 24), -1);
    expect((await open('/account-link', { token }).expect(200)).body).toMatchObject({
      purpose: 'invitation',
    });
    await open('/account-link/password', { token, password: NEXT_PASSWORD }).expect(200);
    expect((await signIn(person.email, NEXT_PASSWORD)).body).toEqual({ state: 'secondFactorSetup' });
  });

  it('can be sent again if the mail server did not take it', async () => {
    outcome = { outcome: 'temporary', code: 'mail-deferred' };
    const { id, invitation } = (await add()).body as { id: string; invitation: string };
    expect(invitation).toBe('not-sent');
    outcome = { outcome: 'accepted', answer: '250 OK' };
    expect(
      (
        await (
          await api.person('lead')
        )
          .post(`/api/v1/staff/${id}/invite`, { ownPassword: undefined })
          .expect(200)
      ).body,
    ).toEqual({
      invitation: 'sent',
    });
    expect((await open('/account-link', { token: tokenIn(mails[0]) })).status).toBe(404);
    await open('/account-link', { token: tokenIn(mails[1]) }).expect(200);
  });
});

describe('changing one’s password', () => {
  it('takes the present one, obeys the same rules, and ends the other sign-ins', async () => {
    const id = await api.staffed(['lead']);
    const practice = await api.store.practice.get();
    if (practice) await api.store.practice.save({ ...practice, secondFactorRequired: false });
    const cookie = async (): Promise<Headers> => {
      const answer = await signIn(`${id}@cedar.example`, PASSWORD);
      return { Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
    };
    const [here, there] = [await cookie(), await cookie()];
    const change = (current: string, password: string) =>
      open('/session/password', { current, password }, here);
    expect(codeOf(await change('wrong', NEXT_PASSWORD))).toEqual([401, 'sign-in-refused']);
    expect(codeOf(await change(PASSWORD, 'password1234'))).toEqual([400, 'request-invalid']);
    await change(PASSWORD, NEXT_PASSWORD).expect(200);
    const status = async (cookie: Headers) =>
      (await request(api.app).get('/api/v1/session').set(cookie)).status;
    expect([await status(here), await status(there)]).toEqual([200, 401]);
    expect((await signIn(`${id}@cedar.example`, NEXT_PASSWORD)).status).toBe(200);
  });
});
