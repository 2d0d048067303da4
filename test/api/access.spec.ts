import request from 'supertest';
import { fromMs } from '../../src/time/instant';
import { exampleOf } from '../../src/api/openapi/examples';
import { API, ENDPOINTS } from '../../src/api/registry';
import { createToken, ROLES } from '../../src/security/tokens';
import { ADA, apiApp, type ApiApp } from './support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const SOME_ID = '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11';
const GUARDED = ENDPOINTS.filter(({ open }) => !open);
const NOW = fromMs(Date.now());
const addressOf = (path: string) => path.replace('{id}', SOME_ID);

describe('access', () => {
  it('is refused without a token or a sign-in on every route of the registry that is not open', async () => {
    for (const { method, path } of GUARDED) {
      const answer = await request(api.app)[method](addressOf(path));
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([
        path,
        401,
        'not-signed-in',
      ]);
    }
  });

  it('is open for signing in and out, for links from e-mails and for the first set-up, and nothing else', () => {
    const open = ENDPOINTS.filter((endpoint) => endpoint.open).map(({ id }) => id);
    expect(open).toEqual([
      ...['checkSetUpCode', 'checkSetUpPractice', 'setUpMailServer', 'setUpTestMail', 'setUpPractice'],
      'readSignInWays',
      ...['signIn', 'readSession', 'signOut', 'listSignIns', 'signOutEverywhere', 'passSecondFactor'],
      ...['setUpSecondFactor', 'confirmSecondFactor', 'turnOffSecondFactor', 'renewRecoveryCodes'],
      ...['changePassword', 'requestPasswordReset', 'readAccountLink', 'setPasswordByLink'],
    ]);
  });

  it('is refused for every role an operation does not name', async () => {
    for (const { method, path, roles } of GUARDED) {
      const role = ROLES.find((other) => !roles.includes(other));
      if (!role) throw new Error(`${path} is open for everyone`);
      const answer = await request(api.app)[method](addressOf(path)).set(api.as(role));
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([
        path,
        403,
        'role-refused',
      ]);
    }
  });

  it('asks for a bearer token in the standard way', async () => {
    const answer = await request(api.app).get('/api/v1/clients').set('Authorization', 'Basic x').expect(401);
    expect((answer.body as { code: string }).code).toBe('token-missing');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(answer.type).toBe('application/problem+json');
  });

  it('names what is wrong with a token', async () => {
    const { store, app } = api;
    const who = { role: 'therapist', staffId: 'staff-9' } as const;
    const expired = await createToken(store.tokens, { ...who, expiresAt: new Date(0) }, new Date());
    const revoked = await createToken(store.tokens, who, new Date());
    await store.tokens.revoke(revoked.record.id);
    const codeFor = async (token: string) => {
      const answer = await request(app).get('/api/v1/clients').set('Authorization', `Bearer ${token}`);
      return [answer.status, (answer.body as { code: string }).code];
    };
    await expect(codeFor('nonsense')).resolves.toEqual([401, 'token-malformed']);
    await expect(codeFor(`tl_${'a'.repeat(43)}`)).resolves.toEqual([401, 'token-unknown']);
    await expect(codeFor(expired.token)).resolves.toEqual([401, 'token-expired']);
    await expect(codeFor(revoked.token)).resolves.toEqual([401, 'token-revoked']);
  });

  it('ends at once for who has left, or has lost the role of their token', async () => {
    const { store, app } = api;
    const owner = { id: 'leaver', name: 'Lea Example', email: 'lea@cedar.example', createdAt: NOW };
    await store.staff.save({ ...owner, roles: ['therapist', 'biller'] });
    const { token } = await createToken(store.tokens, { role: 'biller', staffId: owner.id }, new Date());
    const codeFor = async () => {
      const answer = await request(app).get('/api/v1/clients').set('Authorization', `Bearer ${token}`);
      return [answer.status, (answer.body as { code?: string }).code];
    };
    await expect(codeFor()).resolves.toEqual([200, undefined]);
    await store.staff.save({ ...owner, roles: ['therapist'] });
    await expect(codeFor()).resolves.toEqual([401, 'token-withdrawn']);
    await store.staff.save({ ...owner, roles: ['biller'] });
    await expect(codeFor()).resolves.toEqual([200, undefined]);
    await store.staff.keepOnly([], NOW);
    await expect(codeFor()).resolves.toEqual([401, 'token-withdrawn']);
  });

  it('of every operation on a course is refused for a course that does not exist', async () => {
    const onCourses = ENDPOINTS.filter(({ path }) => path.includes('/courses/{'));
    expect(onCourses.length).toBeGreaterThan(Object.keys(API).length / 2);
    for (const { id, method, path, roles, schemas } of onCourses) {
      const [role] = roles;
      if (!role) continue;
      const asked = request(api.app)[method](addressOf(path)).set(api.as(role));
      const answer = await (method === 'get'
        ? asked
        : asked.set('Idempotency-Key', `unknown-${id}`).send(exampleOf(schemas.body) as object));
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([
        path,
        404,
        'course-unknown',
      ]);
    }
  });

  it('of a client is refused for every operation on the course of another client', async () => {
    const course = await api.newCourse();
    const open = ENDPOINTS.filter(
      ({ path, roles }) => path.includes('/courses/{') && roles.includes('client'),
    );
    expect(open.length).toBeGreaterThan(10);
    for (const { path, schemas } of open) {
      const body = exampleOf(schemas.body) as object;
      const answer = await api.post(path.replace('{id}', course), 'client', body);
      expect([path, (answer.body as { code: string }).code]).toEqual([path, 'course-unknown']);
    }
  });

  it('of a client ends at their own course', async () => {
    const course = await api.newCourse();
    const client = (await api.store.courses.find(course))?.clientId ?? '';
    const own = await createToken(api.store.tokens, { role: 'client', staffId: client }, new Date());
    const path = `/api/v1/courses/${course}/signals/crisisFlagged`;
    await api.post(path, 'client', {}).expect(404);
    await api.post(path, 'client', {}).set('Authorization', `Bearer ${own.token}`).expect(200);
  });

  it('of a support person ends at the courses they support', async () => {
    const course = await api.newCourse();
    const clientId = (await api.store.courses.find(course))?.clientId ?? '';
    const path = `/api/v1/courses/${course}/signals/crisisFlagged`;
    await api.post(path, 'supportPerson', {}).expect(404);
    await api.store.clients.addSupportPerson({
      ...{ id: 'staff-supportPerson', clientId, name: 'Sam', email: 'sam@example.org' },
      createdAt: (await api.store.clients.find(clientId))?.createdAt ?? fail(),
    });
    await api.post(path, 'supportPerson', {}).expect(200);
  });

  it.each(['client', 'supportPerson'] as const)(
    'of a %s tells nothing of a course that is not theirs, not even by the keys used there',
    async (role) => {
      const theirs = await api.newCourse();
      await api
        .post(`/api/v1/courses/${theirs}/signals/crisisFlagged`, 'therapist', {}, 'known-key')
        .expect(200);
      const begun = api.store.idempotency.begin(`course:${theirs}`, 'busy-key', 'hash', NOW);
      expect(await begun).toMatchObject({ state: 'new' });
      const answers = [];
      for (const key of ['known-key', 'busy-key', 'new-key']) {
        for (const course of [theirs, SOME_ID]) {
          const answer = await api.post(`/api/v1/courses/${course}/signals/crisisFlagged`, role, {}, key);
          const { instance: _, ...body } = answer.body as Record<string, unknown>;
          answers.push(JSON.stringify([answer.status, body]));
        }
      }
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('course-unknown');
    },
  );

  it('is limited per token, with standard headers', async () => {
    const strict = await apiApp({ store: api.store, limits: { perToken: 2 } });
    await strict.get('/api/v1/tasks').expect(200);
    const second = await strict.get('/api/v1/tasks').expect(200);
    expect(second.headers.ratelimit).toContain('"token"');
    const third = await strict.get('/api/v1/tasks').expect(429);
    expect(third.body).toMatchObject({ code: 'rate-limited', status: 429 });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    await strict.get('/api/v1/tasks', 'prescriber').expect(200);
  });

  it('is limited per address for those without a token that holds', async () => {
    const strict = await apiApp({ store: api.store, limits: { perAddress: 2 } });
    await request(strict.app).get('/api/v1/tasks').expect(401);
    await request(strict.app).get('/docs').expect(200);
    const third = await request(strict.app).get('/api/v1/tasks').expect(429);
    expect(third.body).toMatchObject({ code: 'rate-limited' });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    await request(strict.app).get('/nothing').expect(429);
  });

  it('is never shut for a token that holds by what others at its address do', async () => {
    const strict = await apiApp({ store: api.store, limits: { perAddress: 2 } });
    const wrong = () =>
      request(strict.app)
        .get('/api/v1/tasks')
        .set('Authorization', `Bearer tl_${'x'.repeat(43)}`);
    for (let attempt = 0; attempt < 4; attempt += 1) await wrong();
    await wrong().expect(429);
    for (let colleague = 0; colleague < 4; colleague += 1) await strict.get('/api/v1/tasks').expect(200);
    await wrong().expect(429);
  });

  it('shows personal data to nobody who must not see it', async () => {
    await api.newClient();
    const seen = await api.get('/api/v1/clients').expect(200);
    expect(seen.headers['cache-control']).toBe('no-store');
    expect(seen.text).toContain(ADA.name);
    expect(seen.text).not.toContain('unsubscribe');
    for (const role of ['engineer', 'partner', 'client', 'supportPerson'] as const) {
      await api.get('/api/v1/clients', role).expect(403);
    }
  });
});

function fail(): never {
  throw new Error('the client is gone');
}
