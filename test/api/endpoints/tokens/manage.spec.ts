import request from 'supertest';
import { instant, plusHours, plusMinutes, toMs, type Instant } from '../../../../src/time/instant';
import { apiApp, type ApiApp } from '../../support/apiApp';

const MORNING = instant('2027-01-04T17:00:00Z');
let clock: Instant;
let api: ApiApp;
let owner: string;
beforeEach(async () => {
  clock = MORNING;
  api = await apiApp({ now: () => new Date(toMs(clock)) });
  owner = await api.staffed(['biller', 'lead']);
});
afterEach(() => api.store.close());

interface Answer {
  status: number;
  body: unknown;
}
const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
const create = (more: object = {}, role: 'lead' | 'therapist' = 'lead') =>
  api.post('/api/v1/tokens', role, { name: 'Nightly report', role: 'biller', owner, days: 90, ...more });
const made = async () => (await create().expect(201)).body as { id: string; token: string };
const statusWith = async (token: string) =>
  (await request(api.app).get('/api/v1/tasks').set('Authorization', `Bearer ${token}`)).status;
const listed = async (id: string): Promise<unknown> =>
  ((await api.get('/api/v1/tokens', 'lead').expect(200)).body as { tokens: { id: string }[] }).tokens.find(
    (each) => each.id === id,
  );

describe('a token for a program', () => {
  it('has a name, a role of its owner and an end, and is shown once', async () => {
    const { id, token } = await made();
    expect(await statusWith(token)).toBe(200);
    expect(await listed(id)).toEqual({
      ...{ id, name: 'Nightly report', role: 'biller', owner, state: 'valid' },
      ...{ createdAt: MORNING, expiresAt: plusHours(MORNING, 90 * 24), lastUsedAt: MORNING },
    });
    clock = plusHours(MORNING, 90 * 24);
    expect(await statusWith(token)).toBe(401);
    expect(await listed(id)).toMatchObject({ state: 'expired' });
    const stored = JSON.stringify([
      await api.store.db.selectFrom('tokens').selectAll().execute(),
      await api.store.db.selectFrom('apiRequests').selectAll().execute(),
    ]);
    expect(stored).not.toContain(token);
  });

  it.each([
    ['a role its owner does not hold', { role: 'therapist' }],
    ['an owner who is not there', { owner: 'nobody' }],
    ['no end', { days: undefined }],
    ['an end in two years', { days: 700 }],
    ['no name', { name: ' ' }],
  ])('is refused with %s', async (_what, wrong) => {
    expect(codeOf(await create(wrong))).toEqual([400, 'request-invalid']);
  });

  it('is made by the lead and admins alone', async () => {
    expect(codeOf(await create({}, 'therapist'))).toEqual([403, 'role-refused']);
  });

  it('shows when it was last used, to the minute', async () => {
    const { id, token } = await made();
    expect(await listed(id)).not.toHaveProperty('lastUsedAt');
    await statusWith(token);
    clock = plusMinutes(MORNING, 0.5);
    await statusWith(token);
    expect(await listed(id)).toMatchObject({ lastUsedAt: MORNING });
    clock = plusMinutes(MORNING, 2);
    await statusWith(token);
    expect(await listed(id)).toMatchObject({ lastUsedAt: clock });
  });

  it('is replaced by another one, and works for one more day', async () => {
    const { id, token } = await made();
    clock = plusHours(MORNING, 24);
    const next = (await api.post(`/api/v1/tokens/${id}/rotate`, 'lead', {}).expect(200)).body as {
      id: string;
      token: string;
    };
    expect(await listed(next.id)).toMatchObject({
      ...{ name: 'Nightly report', role: 'biller', owner, expiresAt: plusHours(clock, 90 * 24) },
    });
    clock = plusMinutes(plusHours(clock, 24), -1);
    expect([await statusWith(token), await statusWith(next.token)]).toEqual([200, 200]);
    clock = plusMinutes(clock, 1);
    expect([await statusWith(token), await statusWith(next.token)]).toEqual([401, 200]);
    expect(codeOf(await api.post(`/api/v1/tokens/${id}/rotate`, 'lead', {}))).toEqual([
      404,
      'token-not-found',
    ]);
  });

  it('is revoked at once', async () => {
    const { id, token } = await made();
    await api.post(`/api/v1/tokens/${id}/revoke`, 'admin', {}).expect(200);
    expect(await statusWith(token)).toBe(401);
    expect(await listed(id)).toMatchObject({ state: 'revoked' });
    expect(await api.store.audit.list('access', { limit: 1 })).toMatchObject([{ kind: 'token-revoked' }]);
  });
});
