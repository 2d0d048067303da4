import request from 'supertest';
import { plusHours, type Instant } from '../../../src/time/instant';
import { REHEARSAL_OFFER, REHEARSAL_STAGE } from '../../../src/api/registry';
import type { RehearsedPractice, Rehearsals } from '../../../src/api';
import { openApiDocument } from '../../../src/api/openapi/openapi';
import { noted, step } from '../../store/fixtures';
import { apiApp, type ApiApp } from '../support/apiApp';
import { fakeEngine } from '../support/fakeEngine';

const OPERATIONS = [...Object.values(REHEARSAL_OFFER), ...Object.values(REHEARSAL_STAGE)];

let plain: ApiApp;
beforeAll(async () => {
  plain = await apiApp();
});
afterAll(() => plain.store.close());

describe('without rehearsals, as in production', () => {
  it('none of their operations exists, and no page could offer them', async () => {
    for (const { method, path } of OPERATIONS) {
      const answer = await request(plain.app)[method](path).set(plain.as('lead'));
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([
        path,
        404,
        'route-unknown',
      ]);
    }
    const session = await request(plain.app)
      .get('/api/v1/session')
      .set(await plain.signedIn('lead'));
    expect(session.status).toBe(200);
    expect(session.body).not.toHaveProperty('rehearsal');
    expect(JSON.stringify(openApiDocument('http://127.0.0.1'))).not.toContain('/rehearsal');
  });
});

describe('where they are offered', () => {
  const asked: string[] = [];
  let state: ReturnType<Rehearsals['state']> = 'off';
  const rehearsals: Rehearsals = {
    state: () => state,
    start: () => {
      asked.push('start');
      state = 'starting';
    },
    enter: () => (state === 'on' ? 'http://127.0.0.1:1/enter/x' : undefined),
    stop: () => {
      state = 'off';
      return Promise.resolve();
    },
  };

  it('staff start, enter and end one, and nobody else', async () => {
    const api = await apiApp({ store: plain.store, rehearsals });
    const path = '/api/v1/rehearsal';
    await api.get(path).expect(200, { state: 'off' });
    await request(api.app).post(path).expect(401);
    await api.post(path, 'client', {}).expect(403);
    await api.post(path, 'lead', {}).expect(200, { state: 'starting' });
    await api.post(`${path}/enter`, 'lead', {}).expect(503);
    state = 'on';
    await api.post(`${path}/enter`, 'client', {}).expect(403);
    await api.post(`${path}/enter`, 'lead', {}).expect(200, { address: 'http://127.0.0.1:1/enter/x' });
    await api.post(`${path}/stop`, 'lead', {}).expect(200, { state: 'off' });
    expect(asked).toEqual(['start']);
    await api.get(`${path}/stage`).expect(404);
    const session = await request(api.app)
      .get('/api/v1/session')
      .set(await api.signedIn('lead'));
    expect(session.body).toMatchObject({ rehearsal: { here: false } });
  });
});

describe('inside one', () => {
  it('shows its time, moves it, and keeps those signed in who were not away', async () => {
    let now = '2027-01-04T17:00:00.000Z' as Instant;
    let expected: Awaited<ReturnType<RehearsedPractice['expected']>>;
    const stage: RehearsedPractice = {
      ...{ cookie: '__Host-other', now: () => now, engine: fakeEngine().engine, mails: () => [] },
      nextEvent: () => Promise.resolve(plusHours(now, 5)),
      moveTo: (at) => {
        now = at;
        return Promise.resolve();
      },
      expected: () => Promise.resolve(expected),
      playNext: () => Promise.resolve(undefined),
      live: () => Promise.resolve(undefined),
      startOver: () => undefined,
    };
    const api = await apiApp({ store: plain.store, stage, now: () => new Date(now) });
    const signedIn = await plain.signedIn('lead');
    const cookie = { Cookie: signedIn.Cookie.replace('__Host-throughline', '__Host-other') };
    const session = () => request(api.app).get('/api/v1/session').set(cookie);
    await request(api.app).get('/api/v1/session').set(signedIn).expect(401);
    expect((await session()).body).toMatchObject({ rehearsal: { here: true, now } });
    const move = (to: string) =>
      request(api.app).post('/api/v1/rehearsal/move').set(cookie).set('Origin', 'null').send({ to });
    expect([401, 403]).toContain((await move('week')).status);
    await api.post('/api/v1/rehearsal/move', 'lead', { to: 'nextEvent' }).expect(200, {
      now: '2027-01-04T22:00:00.000Z',
    });
    await api.post('/api/v1/rehearsal/move', 'lead', { to: 'week' }).expect(200);
    expect((await session()).body).toMatchObject({
      rehearsal: { here: true, now: '2027-01-11T22:00:00.000Z' },
    });
    await api.post('/api/v1/rehearsal/move', 'lead', { to: 'year' }).expect(400);
    const shown = await api.get('/api/v1/rehearsal/stage').expect(200);
    expect(shown.body).toMatchObject({ now: '2027-01-11T22:00:00.000Z', mailCount: 0 });
    await api.get('/api/v1/rehearsal').expect(404);

    await plain.store.commitStep(step(await plain.newCourse(), 1, [noted('begun')]));
    // What is late is expected now, never in the past; what is to come, at its time.
    const told = async (at: string) => {
      const by = { role: 'therapist', id: 'staff-1' } as const;
      expected = { at: at as Instant, signal: { name: 'courseResumed', id: 'x', by } };
      const answer = await api.get('/api/v1/rehearsal/stage').expect(200);
      return (answer.body as { expected: { at: string } }).expected.at;
    };
    expect(await told('2027-01-11T21:00:00.000Z')).toBe(now);
    expect(await told('2027-01-11T23:00:00.000Z')).toBe('2027-01-11T23:00:00.000Z');
  });
});
