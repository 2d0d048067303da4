import { readFileSync } from 'node:fs';
import request from 'supertest';
import type { z } from 'zod';
import { ENDPOINTS } from '../../../src/api/registry';
import { bodyOf, codeOf } from '../support/answers';
import { apiApp, PASSWORD, type ApiApp } from '../support/apiApp';

let api: ApiApp;
beforeEach(async () => {
  api = await apiApp();
});
afterEach(() => api.store.close());

const IN_PERSON = ENDPOINTS.filter(({ inPerson }) => inPerson);
const WITH_PASSWORD = IN_PERSON.filter(({ inPerson }) => inPerson?.password);
const MAIL = '/api/v1/practice/mail';
const SERVER = { host: 'mail.example.org', port: 465, security: 'tls' };

/** What is sent, right but for the password. */
const BODIES: Readonly<Record<string, object>> = {
  changeMailServer: SERVER,
  changePractice: { secondFactorRequired: false },
  addStaff: { name: 'Nia Example', email: 'nia@cedar.example', roles: ['lead'] },
  changeStaff: { email: 'other@cedar.example' },
  createToken: { name: 'Nightly report', role: 'lead', days: 90 },
};
const bodyFor = ({ id }: (typeof ENDPOINTS)[number]): object => BODIES[id] ?? {};
const addressOf = (path: string) => path.replace('{id}', '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11');
const send = ({ path, method }: (typeof ENDPOINTS)[number], as: Record<string, string>, body: object) =>
  (method === 'patch' ? request(api.app).patch(addressOf(path)) : request(api.app).post(addressOf(path)))
    .set({ 'Idempotency-Key': 'again', ...as })
    .send(body);

describe('what could give somebody else access', () => {
  it('is listed in SECURITY.md, each with what it asks', () => {
    const section = /## What only a person may do\n([\s\S]*?)\n## /.exec(
      readFileSync('SECURITY.md', 'utf8'),
    )?.[1];
    const listed = [...(section ?? '').matchAll(/^\| .*`(\w+)`.*\| (yes|no) +\|$/gm)].map(([, id, asks]) => [
      id,
      asks,
    ]);
    const asked = IN_PERSON.map(({ id, inPerson }) => [id, inPerson?.password ? 'yes' : 'no']);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(asked));
  });

  it('takes the password wherever it asks for it, and nowhere else', () => {
    const takes = (body: z.ZodType): boolean =>
      'shape' in body && Object.keys((body as z.ZodObject).shape).includes('ownPassword');
    expect(ENDPOINTS.filter(({ schemas }) => takes(schemas.body))).toEqual(WITH_PASSWORD);
  });

  it('is refused to every token', async () => {
    for (const each of IN_PERSON) {
      const answer = await send(each, api.as('lead'), {
        ...bodyFor(each),
        ...(each.inPerson?.password && { ownPassword: PASSWORD }),
      });
      expect([each.id, ...codeOf(answer)]).toEqual([each.id, 403, 'sign-in-needed']);
    }
  });

  it('is refused to a browser without the right password, and nothing is done', async () => {
    const cookie = await api.signedIn('lead');
    const before = await api.store.audit.list('staff');
    for (const each of WITH_PASSWORD) {
      const bare = await send(each, cookie, bodyFor(each));
      expect([each.id, ...codeOf(bare)]).toEqual([each.id, 400, 'request-invalid']);
      expect(bodyOf(bare)).toMatchObject({ errors: [{ field: 'ownPassword' }] });
    }
    for (const each of WITH_PASSWORD.slice(0, 3)) {
      const wrong = await send(each, cookie, { ...bodyFor(each), ownPassword: 'not the password' });
      expect([each.id, ...codeOf(wrong)]).toEqual([each.id, 401, 'sign-in-refused']);
    }
    expect(await api.store.audit.list('staff')).toEqual(before);
    expect(await api.store.practice.get()).toMatchObject({ secondFactorRequired: true });
  });

  const LED_AWAY: readonly object[] = [
    { contacts: { lead: { email: 'thief@example.org' } } },
    { contacts: {} },
    { callbackNumber: '+1 503 555 0177' },
    { videoLink: 'https://video.example/thief' },
    { videoLink: null },
    { senderAddress: 'thief@example.org' },
  ];
  it.each(LED_AWAY)('is also where people call, join and write: %j', async (settings) => {
    const path = '/api/v1/practice';
    const before = await api.store.practice.get();
    const byToken = await api.patch(path, 'lead', { name: 'Cedar Practice', ...settings });
    expect(codeOf(byToken)).toEqual([403, 'sign-in-needed']);
    const lead = await api.person('lead');
    const bare = await lead.patch(path, { ...settings, ownPassword: undefined });
    expect([...codeOf(bare), bodyOf(bare)]).toMatchObject([
      ...[400, 'request-invalid', { errors: [{ field: 'ownPassword' }] }],
    ]);
    expect(await api.store.practice.get()).toEqual(before);
    await lead.patch(path, settings).expect(200);
  });

  it('leaves other settings to tokens, and to a browser without the password', async () => {
    await api.patch('/api/v1/practice', 'lead', { name: 'Cedar Practice' }).expect(200);
    const lead = await api.person('lead');
    const change = { officeAddress: '1 Example Street', ownPassword: undefined };
    await lead.patch('/api/v1/practice', change).expect(200);
  });

  it('counts wrong passwords, as a sign-in does', async () => {
    const cookie = await api.signedIn('lead');
    const guess = () =>
      request(api.app)
        .post(MAIL)
        .set(cookie)
        .send({ ...SERVER, ownPassword: 'a guess' });
    for (let wrong = 0; wrong < 10; wrong += 1)
      expect(codeOf(await guess())).toEqual([401, 'sign-in-refused']);
    expect(codeOf(await guess())).toEqual([429, 'rate-limited']);
  });

  it('asks who has no password to set one first', async () => {
    const { id, cookie } = await api.person('lead');
    await api.store.db
      .updateTable('accounts')
      .set({ passwordHash: null })
      .where('staffId', '=', id)
      .execute();
    const answer = await request(api.app)
      .post(MAIL)
      .set(cookie)
      .send({ ...SERVER, ownPassword: 'anything' });
    expect(codeOf(answer)).toEqual([409, 'password-not-set']);
  });

  it('keeps the password out of what is stored of the request', async () => {
    const hashOf = async (key: string, more: object): Promise<string | undefined> => {
      await api.patch('/api/v1/practice', 'lead', { name: 'Cedar Practice', ...more }, key).expect(200);
      const rows = await api.store.db.selectFrom('apiRequests').selectAll().execute();
      return rows.find((row) => row.key === key)?.requestHash;
    };
    expect(await hashOf('one', { ownPassword: PASSWORD })).toBe(await hashOf('two', {}));
  });
});
