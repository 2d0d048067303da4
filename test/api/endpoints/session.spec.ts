import request from 'supertest';
import { SIGN_IN_COOKIE } from '../../../src/api/http/visitor';
import { LONGEST_HOURS } from '../../../src/accounts/signIn';
import { fromMs, instant, plusHours, plusMinutes, toMs } from '../../../src/time/instant';
import { bodyOf, codeOf } from '../support/answers';
import { ADA, apiApp, PASSWORD, type ApiApp } from '../support/apiApp';

const MORNING = instant('2027-01-04T17:00:00Z');
let clock = MORNING;
let api: ApiApp;
beforeAll(async () => {
  api = await apiApp({ now: () => new Date(toMs(clock)) });
});
afterAll(() => api.store.close());
// Whatever application was made on its store meanwhile.
beforeEach(async () => {
  clock = MORNING;
  await withoutSecondFactor();
});

async function withoutSecondFactor(): Promise<void> {
  const practice = await api.store.practice.get();
  if (practice) await api.store.practice.save({ ...practice, secondFactorRequired: false });
}

type Headers = Record<string, string>;
interface Answer {
  status: number;
  body: unknown;
  headers: Record<string, string | string[]>;
}

const signIn = (email: string, password = PASSWORD) =>
  request(api.app).post('/api/v1/session').send({ email, password });
const cookieOf = (answer: Answer) => ({ Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' });
const session = (cookie: Headers) => request(api.app).get('/api/v1/session').set(cookie);
const tasks = (cookie: Headers) => request(api.app).get('/api/v1/tasks').set(cookie);
const audited = async (): Promise<unknown[]> =>
  (await api.store.audit.list('access', { limit: 1 })).map(({ kind, detail }) => ({ kind, detail }));

describe('signing in', () => {
  it('takes the e-mail address, whatever its capitals, and the password', async () => {
    const id = await api.staffed(['lead', 'therapist']);
    const answer = await signIn(` ${id.toUpperCase()}@Cedar.example`).expect(200);
    expect(bodyOf(answer)).toEqual({ state: 'signedIn' });
    expect(await audited()).toMatchObject([{ kind: 'signed-in', detail: { staff: id, stage: 'signedIn' } }]);
    const shown = await session(cookieOf(answer)).expect(200);
    expect(bodyOf(shown)).toEqual({
      person: { id, name: 'Pat Example', email: `${id}@cedar.example` },
      roles: ['lead', 'therapist'],
      practice: { name: 'CALM demo', zone: 'America/Los_Angeles' },
      password: true,
      secondFactor: { on: false, required: false, recoveryCodesLeft: 0 },
      ...{ idleMinutes: 30, endsAt: plusHours(MORNING, LONGEST_HOURS) },
    });
  });

  it('sets a cookie that only this host, only requests and only its own pages use', async () => {
    const answer = await signIn(`${await api.staffed(['lead'])}@cedar.example`);
    const [cookie = '', ...others] = answer.headers['set-cookie'] as unknown as string[];
    expect(others).toEqual([]);
    const [pair, ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^__Host-throughline=[\w-]{43}$/);
    expect(attributes.filter((each) => !each.startsWith('Expires')).sort()).toEqual([
      ...['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict', 'Secure'],
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is refused in the same words for a wrong password and for an unknown address', async () => {
    const id = await api.staffed(['lead']);
    const wrong = await signIn(`${id}@cedar.example`, 'a short walk');
    expect(codeOf(wrong)).toEqual([401, 'sign-in-refused']);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    expect(await audited()).toEqual([{ kind: 'sign-in-refused', detail: { staff: id } }]);
    const unknown = await signIn('nobody@cedar.example');
    const plain = ({ body }: Answer) => ({ ...(body as object), instance: '' });
    expect(plain(unknown)).toEqual(plain(wrong));
    expect(await audited()).toEqual([{ kind: 'sign-in-refused', detail: {} }]);
  });

  it('is refused for who has left, and for staff without a password', async () => {
    const [gone, bare] = [await api.staffed(['lead']), await api.staffed(['lead'])];
    await api.store.db.deleteFrom('accounts').where('staffId', '=', bare).execute();
    await api.store.db.updateTable('staff').set({ leftAt: MORNING }).where('id', '=', gone).execute();
    for (const id of [gone, bare])
      expect(codeOf(await signIn(`${id}@cedar.example`))).toEqual([401, 'sign-in-refused']);
  });

  it('asks to set up a second factor first where the practice requires one', async () => {
    const required = await apiApp({ now: () => new Date(toMs(clock)) });
    const id = await required.staffed(['lead']);
    const answer = await request(required.app)
      .post('/api/v1/session')
      .send({ email: `${id}@cedar.example`, password: PASSWORD });
    expect(bodyOf(answer)).toEqual({ state: 'secondFactorSetup' });
    const asked = await request(required.app).get('/api/v1/tasks').set(cookieOf(answer));
    expect(codeOf(asked)).toEqual([401, 'second-factor-setup-needed']);
    await required.store.close();
  });

  it('stores neither the password nor the cookie', async () => {
    const id = await api.staffed(['lead']);
    const secret = cookieOf(await signIn(`${id}@cedar.example`)).Cookie.split('=')[1] ?? '';
    const stored = JSON.stringify([
      await api.store.db.selectFrom('accounts').selectAll().execute(),
      await api.store.db.selectFrom('signIns').selectAll().execute(),
      await api.store.audit.list('access'),
      api.lines,
    ]);
    expect(stored).toContain(id);
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(PASSWORD);
    expect(JSON.stringify(api.lines)).not.toContain('@cedar.example');
  });
});

describe('guessing a password', () => {
  it('ends after ten attempts with one account from one address, also with the right one', async () => {
    const limited = await apiApp({ store: api.store, proxies: 1, now: () => new Date(toMs(clock)) });
    await withoutSecondFactor();
    const [id, other] = [await limited.staffed(['lead']), await limited.staffed(['lead'])];
    const attempt = (who: string, password: string, from = '192.0.2.1') =>
      request(limited.app)
        .post('/api/v1/session')
        .set('X-Forwarded-For', from)
        .send({ email: `${who}@cedar.example`, password });
    const cookie = cookieOf(await attempt(id, PASSWORD));
    for (let tries = 0; tries < 10; tries += 1)
      expect(codeOf(await attempt(id, 'wrong'))).toEqual([401, 'sign-in-refused']);
    const refused = await attempt(id, PASSWORD);
    expect(codeOf(refused)).toEqual([429, 'rate-limited']);
    expect(refused.headers['retry-after']).toBe('900');
    // The person themselves, elsewhere and where they are signed in, and others at the address, notice nothing.
    await attempt(id, PASSWORD, '192.0.2.2').expect(200);
    await attempt(other, PASSWORD).expect(200);
    await request(limited.app).get('/api/v1/session').set(cookie).expect(200);
    clock = plusMinutes(clock, 15);
    await attempt(id, PASSWORD).expect(200);
  });

  it('of one account does not end what others do at the same address', async () => {
    const limited = await apiApp({ store: api.store, now: () => new Date(toMs(clock)) });
    await withoutSecondFactor();
    const [id, other] = [await limited.staffed(['lead']), await limited.staffed(['lead'])];
    const attempt = (who: string, password: string) =>
      request(limited.app)
        .post('/api/v1/session')
        .send({ email: `${who}@cedar.example`, password });
    const guesses = await Promise.all(Array.from({ length: 150 }, () => attempt(id, 'wrong')));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10);
    await attempt(other, PASSWORD).expect(200);
  });

  it('of many accounts ends, too', async () => {
    const limited = await apiApp({ store: api.store, now: () => new Date(toMs(clock)) });
    const attempt = (who: string) =>
      request(limited.app).post('/api/v1/session').send({ email: who, password: 'wrong' });
    const answers = await Promise.all(Array.from({ length: 101 }, (_, each) => attempt(`${each}@c.example`)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});

describe('a sign-in', () => {
  it('takes the place of a token', async () => {
    await tasks(await api.signedIn('frontDesk')).expect(200);
    expect(codeOf(await request(api.app).get('/api/v1/tasks'))).toEqual([401, 'not-signed-in']);
    expect(codeOf(await tasks({ Cookie: `${SIGN_IN_COOKIE}=${'a'.repeat(43)}` }))).toEqual([
      ...[401, 'not-signed-in'],
    ]);
  });

  it('ends after half an hour without a request, not a moment sooner', async () => {
    const cookie = await api.signedIn('lead');
    clock = fromMs(toMs(plusMinutes(MORNING, 30)) - 1);
    await tasks(cookie).expect(200);
    clock = plusMinutes(clock, 29);
    await tasks(cookie).expect(200);
    clock = plusMinutes(clock, 30);
    expect(codeOf(await tasks(cookie))).toEqual([401, 'not-signed-in']);
    expect(codeOf(await session(cookie))).toEqual([401, 'not-signed-in']);
  });

  it('is not kept alive by what a timer in the browser asks', async () => {
    const cookie = await api.signedIn('lead');
    clock = plusMinutes(MORNING, 20);
    await tasks({ ...cookie, 'Throughline-Background': '1' }).expect(200);
    clock = plusMinutes(MORNING, 30);
    expect(codeOf(await tasks(cookie))).toEqual([401, 'not-signed-in']);
  });

  it('ends after twelve hours, whatever is done', async () => {
    const cookie = await api.signedIn('lead');
    for (let minutes = 20; minutes < LONGEST_HOURS * 60; minutes += 20) {
      clock = plusMinutes(MORNING, minutes);
      await session(cookie).expect(200);
    }
    clock = plusHours(MORNING, LONGEST_HOURS);
    expect(codeOf(await session(cookie))).toEqual([401, 'not-signed-in']);
  });

  it('is written down as seen at most once a minute', async () => {
    const cookie = await api.signedIn('lead');
    const seen = async () =>
      ((await request(api.app).get('/api/v1/sign-ins').set(cookie)).body as { signIns: object[] }).signIns;
    clock = plusMinutes(MORNING, 0.9);
    await session(cookie);
    expect(await seen()).toMatchObject([{ lastSeenAt: MORNING }]);
    clock = plusMinutes(MORNING, 1);
    await session(cookie);
    expect(await seen()).toMatchObject([{ lastSeenAt: clock }]);
  });

  it('ends at once when the person leaves', async () => {
    const cookie = await api.signedIn('lead');
    const { person } = (await session(cookie)).body as { person: { id: string } };
    await api.store.db.updateTable('staff').set({ leftAt: MORNING }).where('id', '=', person.id).execute();
    expect(codeOf(await tasks(cookie))).toEqual([401, 'not-signed-in']);
  });

  it('ends by signing out, and no other does', async () => {
    const id = await api.staffed(['lead']);
    const [here, there] = [
      cookieOf(await signIn(`${id}@cedar.example`)),
      cookieOf(await signIn(`${id}@cedar.example`)),
    ];
    const answer = await request(api.app).post('/api/v1/session/sign-out').set(here).expect(200);
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-throughline=;.*Expires=Thu, 01 Jan 1970/);
    expect(await audited()).toMatchObject([{ kind: 'signed-out', detail: { staff: id } }]);
    expect(codeOf(await session(here))).toEqual([401, 'not-signed-in']);
    await session(there).expect(200);
    await request(api.app).post('/api/v1/session/sign-out').expect(200);
  });

  it('is listed with the others of the person, and ends with them everywhere', async () => {
    const [id, other] = [await api.staffed(['lead']), await api.staffed(['lead'])];
    const first = cookieOf(await signIn(`${id}@cedar.example`));
    clock = plusMinutes(MORNING, 5);
    const agent = 'Mozilla/5.0 (iPhone) CriOS/140.0';
    const second = cookieOf(await signIn(`${id}@cedar.example`).set('User-Agent', agent));
    const theirs = cookieOf(await signIn(`${other}@cedar.example`));
    const list = await request(api.app).get('/api/v1/sign-ins').set(first).expect(200);
    expect((list.body as { signIns: object[] }).signIns).toMatchObject([
      { browser: 'Chrome on iOS', createdAt: clock, current: false },
      { browser: 'Another program', createdAt: MORNING, current: true },
    ]);
    await api.store.calendarFeeds.renew(id, 'hash', clock);
    const path = '/api/v1/sign-ins/sign-out-everywhere';
    const ended = await request(api.app).post(path).set(first).expect(200);
    expect(bodyOf(ended)).toEqual({ ended: 2, calendarRevoked: false });
    expect(await api.store.calendarFeeds.createdAt(id)).toBe(clock);
    expect(await audited()).toMatchObject([{ kind: 'signed-out-everywhere', detail: { staff: id } }]);
    for (const cookie of [first, second]) expect(codeOf(await tasks(cookie))).toEqual([401, 'not-signed-in']);
    await tasks(theirs).expect(200);
  });

  it('end together with the calendar address, if one says so', async () => {
    const id = await api.staffed(['therapist']);
    await api.store.calendarFeeds.renew(id, 'another hash', clock);
    const cookie = cookieOf(await signIn(`${id}@cedar.example`));
    const path = '/api/v1/sign-ins/sign-out-everywhere';
    const ended = await request(api.app).post(path).set(cookie).send({ calendar: 'revoke' }).expect(200);
    expect(bodyOf(ended)).toEqual({ ended: 1, calendarRevoked: true });
    expect(await api.store.calendarFeeds.createdAt(id)).toBeUndefined();
  });
});

describe('the role in which somebody signed in acts', () => {
  const bySignal = async (cookie: Headers, headers: Headers = {}) => {
    const course = await api.newCourse();
    const answer = await request(api.app)
      .post(`/api/v1/courses/${course}/signals/crisisFlagged`)
      .set({ ...cookie, ...headers, 'Idempotency-Key': 'by-cookie' })
      .send({});
    return [answer.status, answer.status === 200 ? api.asked.signals.at(-1)?.by.role : codeOf(answer)[1]];
  };

  it('is that of theirs which the operation names first', async () => {
    for (const roles of [['engineer', 'prescriber', 'therapist'] as const, ['lead', 'therapist'] as const])
      expect(await bySignal(await api.signedIn(...roles))).toEqual([200, 'therapist']);
    expect(await bySignal(await api.signedIn('engineer', 'lead'))).toEqual([200, 'lead']);
  });

  it('is the one they name, if it is one of theirs', async () => {
    const cookie = await api.signedIn('prescriber', 'therapist');
    expect(await bySignal(cookie, { 'Throughline-Role': 'therapist' })).toEqual([200, 'therapist']);
    expect(await bySignal(cookie, { 'Throughline-Role': 'lead' })).toEqual([403, 'role-refused']);
    expect(await bySignal(cookie, { 'Throughline-Role': '' })).toEqual([403, 'role-refused']);
  });

  it('is refused where the operation does not allow it, though another of theirs would do', async () => {
    const cookie = await api.signedIn('therapist', 'engineer');
    await tasks(cookie).expect(200);
    expect(codeOf(await tasks({ ...cookie, 'Throughline-Role': 'engineer' }))).toEqual([403, 'role-refused']);
  });

  it('is lost at once with the role', async () => {
    const cookie = await api.signedIn('engineer', 'therapist');
    const { person } = (await session(cookie)).body as { person: { id: string } };
    await tasks(cookie).expect(200);
    await api.store.db
      .updateTable('staff')
      .set({ roles: ['engineer'] })
      .where('id', '=', person.id)
      .execute();
    expect(codeOf(await tasks(cookie))).toEqual([403, 'role-refused']);
  });

  it('belongs to the key of a request: with another role, the key is refused', async () => {
    const cookie = { ...(await api.signedIn('lead', 'admin')), 'Idempotency-Key': 'closed-days' };
    const change = (role: string) =>
      request(api.app)
        .patch('/api/v1/practice/calendar')
        .set({ ...cookie, 'Throughline-Role': role })
        .send({ closedDays: [] });
    expect((await change('lead').expect(200)).headers['idempotent-replayed']).toBeUndefined();
    expect((await change('lead').expect(200)).headers['idempotent-replayed']).toBe('true');
    expect(codeOf(await change('admin'))).toEqual([422, 'idempotency-key-reused']);
  });

  it('makes one client, whatever role a repeated request names', async () => {
    const cookie = { ...(await api.signedIn('lead', 'frontDesk')), 'Idempotency-Key': 'new-client' };
    const add = (role: string) =>
      request(api.app)
        .post('/api/v1/clients')
        .set({ ...cookie, 'Throughline-Role': role })
        .send({ ...ADA, name: 'Once Only' });
    const [lead, desk] = await Promise.all([add('lead'), add('frontDesk')]);
    expect([lead.status, desk.status].sort()).toEqual([201, 422]);
    const found = await api.get('/api/v1/clients?text=Once', 'lead').expect(200);
    expect(bodyOf(found)).toMatchObject({ clients: [{ name: 'Once Only' }] });
  });

  it('of a token is the one it has', async () => {
    const named = (role: string) => api.get('/api/v1/tasks', 'lead').set('Throughline-Role', role);
    await named('lead').expect(200);
    expect(codeOf(await named('admin'))).toEqual([403, 'role-refused']);
  });
});

describe('a request from another site', () => {
  const ask = async (headers: Headers) => {
    const cookie = await api.signedIn('lead');
    const [reading, signingOut, signingIn] = [
      await tasks({ ...cookie, ...headers }),
      await request(api.app)
        .post('/api/v1/session/sign-out')
        .set({ ...cookie, ...headers }),
      await request(api.app)
        .post('/api/v1/session')
        .set(headers)
        .send({ email: 'a@b.example', password: 'x' }),
    ];
    await session(cookie);
    return [reading, signingOut, signingIn].map((answer) => codeOf(answer)[1] ?? answer.status);
  };

  it.each([
    ['cross-site'],
    // A page on another port or subdomain.
    ['same-site'],
  ])('is refused by what the browser says of it: %s', async (site) => {
    expect(await ask({ 'Sec-Fetch-Site': site })).toEqual(Array(3).fill('cross-site-refused'));
  });

  it.each([['https://evil.example'], ['null'], ['http://127.0.0.1:1']])(
    'is refused by its origin if it changes something: %s',
    async (Origin) => {
      expect(await ask({ Origin })).toEqual([200, 'cross-site-refused', 'cross-site-refused']);
    },
  );

  it.each([['same-origin'], ['none']])('is not what our own pages send: %s', async (site) => {
    expect(await ask({ 'Sec-Fetch-Site': site })).toEqual([200, 200, 'sign-in-refused']);
  });

  it('is not what our own origin sends', async () => {
    const own = { Host: 'care.example', Origin: 'https://care.example' };
    expect(await ask(own)).toEqual([200, 200, 'sign-in-refused']);
  });

  it('may have a token, which no browser adds by itself', async () => {
    await api.get('/api/v1/tasks').set('Sec-Fetch-Site', 'cross-site').expect(200);
  });
});
