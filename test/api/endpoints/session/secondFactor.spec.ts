import { Secret, TOTP } from 'otpauth';
import request from 'supertest';
import { instant, plusMinutes, toMs } from '../../../../src/time/instant';
import { codeOf } from '../../support/answers';
import { apiApp, PASSWORD, type ApiApp } from '../../support/apiApp';

const MORNING = instant('2027-01-04T17:00:00Z');
let clock = MORNING;
let api: ApiApp;
beforeEach(async () => {
  clock = MORNING;
  api = await apiApp({ now: () => new Date(toMs(clock)) });
});
afterEach(() => api.store.close());

interface Answer {
  status: number;
  body: unknown;
  headers: Record<string, string | string[]>;
}
type Cookie = Record<'Cookie', string>;
const post = (path: string, cookie: Record<string, string>, body: object = {}) =>
  request(api.app).post(`/api/v1/session${path}`).set(cookie).send(body);
const cookieOf = (answer: Answer): Cookie => ({
  Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
});
const session = async (cookie: Record<string, string>) => request(api.app).get('/api/v1/session').set(cookie);
const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: toMs(clock) });
const require = async (secondFactorRequired: boolean): Promise<void> => {
  const practice = await api.store.practice.get();
  if (practice) await api.store.practice.save({ ...practice, secondFactorRequired });
};

const signIn = async (id: string): Promise<Cookie> =>
  cookieOf(await post('', {}, { email: `${id}@cedar.example`, password: PASSWORD }).expect(200));
/** Somebody who has just set up a second factor while signing in. */
async function withFactor() {
  const id = await api.staffed(['lead']);
  const first = await signIn(id);
  const { secret } = (await post('/second-factor/set-up', first).expect(200)).body as { secret: string };
  const done = await post('/second-factor/confirm', first, { code: codeNow(secret) }).expect(200);
  const { recoveryCodes } = done.body as { recoveryCodes: string[] };
  return { id, first, secret, recoveryCodes, cookie: cookieOf(done) };
}

describe('setting up a second factor', () => {
  it('is what signing in asks for where the practice requires it, and completes it', async () => {
    const { first, recoveryCodes, cookie } = await withFactor();
    expect(recoveryCodes).toHaveLength(10);
    expect((await session(cookie)).body).toMatchObject({
      secondFactor: { on: true, required: true, recoveryCodesLeft: 10 },
    });
    expect(codeOf(await session(first))).toEqual([401, 'not-signed-in']);
  });

  it('shows a QR code with the practice, the address and the secret', async () => {
    const id = await api.staffed(['lead']);
    const { uri, secret, qr } = (await post('/second-factor/set-up', await signIn(id))).body as Record<
      'uri' | 'secret' | 'qr',
      string
    >;
    expect(uri).toMatch(new RegExp(`^otpauth://totp/CALM%20demo:${id}%40cedar.example\\?.*secret=${secret}`));
    expect(qr).toMatch(/^<svg /);
  });

  it('counts only once a code of it is given', async () => {
    const id = await api.staffed(['lead']);
    const cookie = await signIn(id);
    const code = '000000';
    expect(codeOf(await post('/second-factor/confirm', cookie, { code }))).toEqual([
      401,
      'second-factor-refused',
    ]);
    await post('/second-factor/set-up', cookie).expect(200);
    expect(codeOf(await post('/second-factor/confirm', cookie, { code }))).toEqual([
      401,
      'second-factor-refused',
    ]);
    expect(codeOf(await session(cookie))).toEqual([401, 'second-factor-setup-needed']);
  });

  it('takes the password of whoever is signed in already, and keeps the one of before until then', async () => {
    const { id, secret, recoveryCodes, cookie } = await withFactor();
    expect(codeOf(await post('/second-factor/set-up', cookie))).toEqual([401, 'sign-in-refused']);
    const next = (await post('/second-factor/set-up', cookie, { password: PASSWORD }).expect(200)).body as {
      secret: string;
    };
    clock = plusMinutes(clock, 1);
    await post('/second-factor', await signIn(id), { code: codeNow(secret) }).expect(200);
    await post('/second-factor/confirm', cookie, { code: codeNow(next.secret) }).expect(200);
    clock = plusMinutes(clock, 1);
    const again = await signIn(id);
    for (const code of [codeNow(secret), recoveryCodes[0]])
      expect(codeOf(await post('/second-factor', again, { code }))).toEqual([401, 'second-factor-refused']);
    await post('/second-factor', again, { code: codeNow(next.secret) }).expect(200);
  });

  it('stores the secret encrypted and the recovery codes as hashes', async () => {
    const { id, secret, recoveryCodes } = await withFactor();
    const stored = JSON.stringify([
      await api.store.db.selectFrom('accounts').selectAll().execute(),
      await api.store.db.selectFrom('recoveryCodes').selectAll().execute(),
      await api.store.audit.list('access'),
      api.lines,
    ]);
    expect(stored).toContain(id);
    for (const each of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(stored).not.toContain(each);
  });
});

describe('signing in with a second factor', () => {
  it('asks for a code after the password, and nothing else is open before', async () => {
    const { id, secret } = await withFactor();
    clock = plusMinutes(clock, 1);
    const answer = await post('', {}, { email: `${id}@cedar.example`, password: PASSWORD }).expect(200);
    expect((answer as Answer).body).toEqual({ state: 'secondFactor' });
    const before = cookieOf(answer);
    expect(codeOf(await session(before))).toEqual([401, 'second-factor-needed']);
    expect(codeOf(await request(api.app).get('/api/v1/tasks').set(before))).toEqual([
      401,
      'second-factor-needed',
    ]);
    expect(codeOf(await post('/second-factor/set-up', before))).toEqual([401, 'second-factor-needed']);
    const passed = await post('/second-factor', before, { code: codeNow(secret) }).expect(200);
    expect((passed as Answer).body).toEqual({ state: 'signedIn' });
    await request(api.app).get('/api/v1/tasks').set(cookieOf(passed)).expect(200);
    // The cookie from before is worth nothing, so nobody who has planted it is signed in.
    expect(codeOf(await session(before))).toEqual([401, 'not-signed-in']);
  });

  it('takes each code once', async () => {
    const { id, secret } = await withFactor();
    const code = codeNow(secret);
    expect(codeOf(await post('/second-factor', await signIn(id), { code }))).toEqual([
      401,
      'second-factor-refused',
    ]);
    clock = plusMinutes(clock, 1);
    const next = codeNow(secret);
    const [one, two] = [await signIn(id), await signIn(id)];
    const answers = await Promise.all(
      [one, two].map((cookie) => post('/second-factor', cookie, { code: next })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('takes each recovery code once, in place of a code', async () => {
    const { id, recoveryCodes } = await withFactor();
    const code = recoveryCodes[3];
    const cookie = cookieOf(await post('/second-factor', await signIn(id), { code }).expect(200));
    expect((await session(cookie)).body).toMatchObject({ secondFactor: { recoveryCodesLeft: 9 } });
    expect(codeOf(await post('/second-factor', await signIn(id), { code }))).toEqual([
      401,
      'second-factor-refused',
    ]);
  });

  it('has to be finished within ten minutes, and after a password', async () => {
    const { id, secret, cookie } = await withFactor();
    clock = plusMinutes(clock, 1);
    const before = await signIn(id);
    clock = plusMinutes(clock, 10);
    for (const late of [before, cookie, {}])
      expect(codeOf(await post('/second-factor', late, { code: codeNow(secret) }))).toEqual([
        401,
        'not-signed-in',
      ]);
  });

  it('cannot be guessed: after twenty wrong codes within an hour, no code is taken', async () => {
    const { id, secret } = await withFactor();
    clock = plusMinutes(clock, 1);
    const cookie = await signIn(id);
    for (let tries = 0; tries < 20; tries += 1)
      expect(codeOf(await post('/second-factor', cookie, { code: '000000' }))).toEqual([
        ...[401, 'second-factor-refused'],
      ]);
    expect(codeOf(await post('/second-factor', cookie, { code: codeNow(secret) }))).toEqual([
      429,
      'rate-limited',
    ]);
    // Another process counts on.
    const other = await apiApp({ store: api.store, keyring: api.keyring, now: () => new Date(toMs(clock)) });
    const there = await request(other.app)
      .post('/api/v1/session/second-factor')
      .set(cookie)
      .send({ code: codeNow(secret) });
    expect(codeOf(there)).toEqual([429, 'rate-limited']);
    expect(Number(there.headers['retry-after'])).toBeGreaterThan(3_500);
    clock = plusMinutes(clock, 60);
    await post('/second-factor', await signIn(id), { code: codeNow(secret) }).expect(200);
  });
});

describe('turning a second factor off', () => {
  it('takes the password, and is refused where the practice requires one', async () => {
    const { id, cookie } = await withFactor();
    const off = (password: string) => post('/second-factor/turn-off', cookie, { password });
    expect(codeOf(await off(PASSWORD))).toEqual([409, 'second-factor-required']);
    await require(false);
    expect(codeOf(await off('a short walk'))).toEqual([401, 'sign-in-refused']);
    await off(PASSWORD).expect(200);
    expect((await session(cookie)).body).toMatchObject({
      secondFactor: { on: false, required: false, recoveryCodesLeft: 0 },
    });
    await session(await signIn(id)).then(({ status }) => {
      expect(status).toBe(200);
    });
  });
});

describe('requiring a second factor', () => {
  it('is up to the lead, and asks those for it at once who are signed in without one', async () => {
    const lead = await api.person('lead');
    const change = (secondFactorRequired: boolean) =>
      lead.patch('/api/v1/practice', { secondFactorRequired }).expect(200);
    const { cookie: safe } = await withFactor();
    expect(((await change(false)) as Answer).body).toMatchObject({ secondFactorRequired: false });
    expect(await api.store.audit.list('practice')).toMatchObject([
      { kind: 'practice-changed', byRole: 'lead', byId: lead.id, detail: { secondFactorRequired: false } },
    ]);
    const id = await api.staffed(['lead']);
    const cookie = await signIn(id);
    expect((await session(cookie)).status).toBe(200);
    await change(true);
    expect(codeOf(await session(cookie))).toEqual([401, 'not-signed-in']);
    expect((await session(safe)).status).toBe(200);
    expect(codeOf(await session(await signIn(id)))).toEqual([401, 'second-factor-setup-needed']);
    expect((await api.patch('/api/v1/practice', 'therapist', { secondFactorRequired: false })).status).toBe(
      403,
    );
  });
});

describe('new recovery codes', () => {
  it('take the place of the earlier ones', async () => {
    const { id, recoveryCodes, cookie } = await withFactor();
    const renewed = (await post('/second-factor/recovery-codes', cookie, { password: PASSWORD }).expect(200))
      .body as { recoveryCodes: string[] };
    const use = async (code?: string) => (await post('/second-factor', await signIn(id), { code })).status;
    expect([await use(recoveryCodes[0]), await use(renewed.recoveryCodes[0])]).toEqual([401, 200]);
  });

  it('are only for a second factor that is on', async () => {
    await require(false);
    const cookie = await signIn(await api.staffed(['lead']));
    expect(codeOf(await post('/second-factor/recovery-codes', cookie, { password: PASSWORD }))).toEqual([
      ...[409, 'second-factor-off'],
    ]);
  });
});
