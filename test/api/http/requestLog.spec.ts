import request from 'supertest';
import { ADA, apiApp, type ApiApp } from '../support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const SECRETS = [
  'Quietname',
  'ada.quiet',
  '0100',
  'a-private-note',
  'systolic',
  '177',
  'Bearer',
  'tl_',
  'limit=7',
];

describe('the log', () => {
  it('says what was asked, by whom and how it ended', async () => {
    const course = await api.newCourse();
    const answer = await api.get(`/api/v1/courses/${course}?`).expect(200);
    const line = api.lines
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find(({ request: id }) => id === answer.headers['x-request-id']);
    expect(line).toMatchObject({
      ...{ method: 'GET', route: '/api/v1/courses/{id}', status: 200, course },
      ...{ role: 'therapist', staff: 'staff-therapist' },
    });
    expect(line).toHaveProperty('ms');
  });

  it('holds no health data, names, bodies, tokens or query strings, however the request ends', async () => {
    const course = await api.newCourse();
    const vitals = { systolic: 177, diastolic: 80, pulse: 70 };
    const signal = { session: 'dosing-1', when: 'before', vitals, note: 'a-private-note' };
    const path = `/api/v1/courses/${course}/signals/vitalsRecorded`;
    await api.post(path, 'therapist', signal).expect(200);
    await api.post(path, 'therapist', { ...signal, when: ADA.name }).expect(400);
    await api.post(path, 'biller', signal).expect(403);
    await api.get('/api/v1/clients?limit=7').expect(200);
    await api.get(`/api/v1/clients/${encodeURIComponent(ADA.name)}`).expect(400);
    await api.get(`/${ADA.name.replace(' ', '-')}?name=Quietname`).expect(404);
    await request(api.app).get('/api/v1/tasks').set('Authorization', `Bearer ${ADA.email}`).expect(401);
    api.script.down = new Error(`cannot store ${ADA.name} ${JSON.stringify(vitals)}`);
    await api.post(path, 'therapist', signal, 'fails').expect(500);
    await api.get(`/api/v1/courses/${course}`).expect(200);
    delete api.script.down;

    // Times, process and random ids aside: any digits may stand in them.
    const log = api.lines
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .map(({ ms: _took, time: _at, request: _id, course: _course, pid: _pid, hostname: _host, ...rest }) =>
        JSON.stringify(rest),
      )
      .join('');
    expect(api.lines.length).toBeGreaterThan(9);
    for (const secret of SECRETS) expect(log).not.toContain(secret);
  });

  it('shows where a fault of ours came from', () => {
    const failed = api.lines
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find(({ msg }) => msg === 'failed');
    expect(failed).toMatchObject({ code: 'internal', cause: { name: 'Error' } });
    expect(JSON.stringify(failed)).toContain('requestLog.spec');
  });
});
