import request from 'supertest';
import { newSetUpCode } from '../../../../src/setup/firstRun';
import { instant, plusHours, toMs } from '../../../../src/time/instant';
import { codeOf } from '../../support/answers';
import { apiApp, type ApiApp } from '../../support/apiApp';

const NOW = instant('2027-01-04T17:00:00Z');
let clock = NOW;
let api: ApiApp;
let code: string;
beforeEach(async () => {
  clock = NOW;
  api = await apiApp({ now: () => new Date(toMs(clock)) });
  await api.store.db.deleteFrom('practice').execute();
  code = (await newSetUpCode(api.store, NOW)) ?? '';
});
afterEach(() => api.store.close());

const post = (path: string, body: object) => request(api.app).post(`/api/v1/set-up${path}`).send(body);
const check = (given = code) => post('/code', { code: given });
const PRACTICE = {
  ...{ name: 'Cedar Practice', zone: 'America/Denver', callbackNumber: '+1 503 555 0100' },
  ...{ senderName: 'Cedar Practice', senderAddress: 'care@cedar.example', secondFactorRequired: false },
  protocols: ['calm'],
};
const PERSON = {
  ...{ name: 'Olive Owner', email: 'olive@cedar.example', roles: ['therapist', 'lead'] },
  password: 'otter violin bridge seven',
};
const finish = (more: { practice?: object; person?: object; code?: string } = {}) =>
  post('', {
    ...{ code: more.code ?? code },
    ...{ practice: { ...PRACTICE, ...more.practice }, person: { ...PERSON, ...more.person } },
  });

describe('an empty installation', () => {
  it('says so to who opens the console', async () => {
    expect(codeOf(await request(api.app).get('/api/v1/session'))).toEqual([409, 'set-up-needed']);
  });

  it('is set up by who has the code, who is signed in then; its code is stored as a hash', async () => {
    const stored = JSON.stringify(await api.store.db.selectFrom('setUpCode').selectAll().execute());
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(code.replaceAll('-', ''));
    expect((await check(code.toUpperCase()).expect(200)).body).toMatchObject({
      mail: { source: 'none' },
      protocols: expect.arrayContaining([expect.objectContaining({ id: 'calm' })]) as unknown,
    });
    const done = await finish().expect(200);
    expect(done.body).toEqual({ state: 'signedIn' });
    const cookie = { Cookie: String(done.headers['set-cookie']).split(';')[0] ?? '' };
    expect((await request(api.app).get('/api/v1/session').set(cookie).expect(200)).body).toMatchObject({
      ...{ person: { name: 'Olive Owner' }, roles: ['therapist', 'lead'] },
      practice: { name: 'Cedar Practice', zone: 'America/Denver' },
    });
    expect(await api.store.practice.get()).toMatchObject({ protocols: ['calm'] });
    expect(await api.store.audit.list('practice')).toMatchObject([{ kind: 'practice-set-up' }]);
    expect(JSON.stringify([await api.store.audit.list('practice'), api.lines])).not.toContain(code);
  });

  it('asks for the second factor next where the owner requires one', async () => {
    const done = await finish({ practice: { secondFactorRequired: true } }).expect(200);
    expect(done.body).toEqual({ state: 'secondFactorSetup' });
  });

  it.each([
    ['a password that is easy to guess', { person: { password: 'password1234' } }],
    ['a password with the practice’s name', { person: { password: 'cedar violin bridge seven' } }],
    ['nobody who manages it', { person: { roles: ['therapist'] } }],
    ['a zone that is no city’s', { practice: { zone: 'EST' } }],
    ['a sender that reveals the care', { practice: { senderName: 'Ketamine Clinic' } }],
    ['a protocol that is not there', { practice: { protocols: ['nothing'] } }],
  ])('stores nothing with %s, and can be tried again', async (_what, more) => {
    expect(codeOf(await finish(more))).toEqual([400, 'request-invalid']);
    expect(await api.store.practice.get()).toBeUndefined();
    expect(await api.store.staff.list()).toEqual([]);
    await finish().expect(200);
  });

  it('checks the practice on its own before the end, stores nothing by it, and asks for the code', async () => {
    const checked = (practice: object, given = code) =>
      post('/practice', { code: given, practice: { ...PRACTICE, ...practice } });
    await checked({}).expect(200, { accepted: true });
    const refused = await checked({ callbackNumber: '---', zone: 'EST' });
    expect(codeOf(refused)).toEqual([400, 'request-invalid']);
    expect((refused.body as { errors: { field: string }[] }).errors.map(({ field }) => field).sort()).toEqual(
      ['practice.callbackNumber', 'practice.zone'],
    );
    expect(codeOf(await checked({ protocols: ['nothing'] }))).toEqual([400, 'request-invalid']);
    expect(codeOf(await checked({}, 'aaaa-aaaa-aaaa-aaaa'))).toEqual([403, 'set-up-code-refused']);
    expect(await api.store.practice.get()).toBeUndefined();
    await finish().expect(200);
  });

  it('is set up once, also by two at the same time', async () => {
    const answers = await Promise.all([finish(), finish({ person: { email: 'other@cedar.example' } })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await api.store.staff.list()).toHaveLength(1);
  });

  it('keeps the mail server that is entered on the way, encrypted', async () => {
    const server = {
      host: 'mail.example.org',
      port: 465,
      security: 'tls',
      username: 'care',
      password: 'x-secret',
    };
    expect((await post('/mail', { code, server }).expect(200)).body).toMatchObject({ source: 'practice' });
    expect(JSON.stringify(await api.store.mailSettings.get())).not.toContain('x-secret');
  });
});

describe('the code', () => {
  it.each(['/code', '/mail', '/mail/test', ''])('is needed for everything: %s', async (path) => {
    const sender = { senderName: 'A', senderAddress: 'a@b.example', callbackNumber: '+1 503 555 0100' };
    const bodies: Record<string, object> = {
      '/code': {},
      '/mail': { server: { host: 'mail.example.org', port: 465, security: 'tls' } },
      '/mail/test': { to: 'a@b.example', ...sender },
      '': { practice: PRACTICE, person: PERSON },
    };
    const wrong = { ...bodies[path], code: 'aaaa-aaaa-aaaa-aaaa' };
    expect(codeOf(await post(path, wrong))).toEqual([403, 'set-up-code-refused']);
    expect(await api.store.mailSettings.get()).toBeUndefined();
    expect(await api.store.practice.get()).toBeUndefined();
    await finish().expect(200);
    expect(codeOf(await post(path, { ...wrong, code }))).toEqual([409, 'set-up-done']);
  });

  it('ends after a day, and with the next start', async () => {
    clock = plusHours(NOW, 24);
    expect(codeOf(await check())).toEqual([403, 'set-up-code-refused']);
    const next = await newSetUpCode(api.store, clock);
    expect(codeOf(await check())).toEqual([403, 'set-up-code-refused']);
    await check(next).expect(200);
  });

  it('still works after many wrong guesses, from the same address too: nobody can lock out the owner', async () => {
    const guess = () => check('aaaa-aaaa-aaaa-aaaa');
    for (let tries = 0; tries < 50; tries += 1)
      expect(codeOf(await guess())).toEqual([403, 'set-up-code-refused']);
    await finish().expect(200);
  });

  it('is not made where there is a practice', async () => {
    await finish().expect(200);
    expect(await newSetUpCode(api.store, clock)).toBeUndefined();
  });
});
