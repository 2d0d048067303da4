import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { hashOf } from '../../../../src/security/secrets';
import { instant, plusHours, plusMinutes, toMs, type Instant } from '../../../../src/time/instant';
import { codeOf } from '../../support/answers';
import { apiApp, PASSWORD, type ApiApp } from '../../support/apiApp';

const MORNING = instant('2027-01-04T17:00:00Z');
let clock: Instant;
let api: ApiApp;
let me: { Cookie: string };
let owner: string;
beforeEach(async () => {
  clock = MORNING;
  api = await apiApp({ now: () => new Date(toMs(clock)) });
  me = await api.signedIn('biller', 'lead');
  owner = (await api.store.signIns.find(hashOf(me.Cookie.split('=')[1] ?? '')))?.staffId ?? '';
});
afterEach(() => api.store.close());

const post = (path: string, as: Record<string, string>, body: object = {}) =>
  request(api.app)
    .post(`/api/v1/tokens${path}`)
    .set({ 'Idempotency-Key': randomUUID(), ...as })
    .send(body);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const create = (more: object = {}, as: Record<string, string> = me) =>
  post('', as, { name: 'Nightly report', role: 'biller', days: 90, ownPassword: PASSWORD, ...more });
const made = async (as = me) => (await create({}, as).expect(201)).body as { id: string; token: string };
const rotate = (id: string, as: Record<string, string> = me, password = PASSWORD) =>
  post(`/${id}/rotate`, as, { ownPassword: password });
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
    ['somebody else as its owner', { owner: 'staff-lead' }],
    ['no end', { days: undefined }],
    ['an end in two years', { days: 700 }],
    ['no name', { name: ' ' }],
  ])('is refused with %s', async (_what, wrong) => {
    expect(codeOf(await create(wrong))).toEqual([400, 'request-invalid']);
  });

  it('is made by whoever gives their password, and not by a program, which could go on for ever', async () => {
    expect(codeOf(await create({ ownPassword: undefined }))).toEqual([400, 'request-invalid']);
    expect(codeOf(await create({ ownPassword: 'a short walk' }))).toEqual([401, 'sign-in-refused']);
    const { id, token } = await made();
    expect(codeOf(await create({}, bearer(token)))).toEqual([403, 'sign-in-needed']);
    expect(codeOf(await rotate(id, bearer(token)))).toEqual([403, 'sign-in-needed']);
    expect(codeOf(await create({ role: 'client' }, api.as('client')))).toEqual([403, 'role-refused']);
  });

  it('acts as nobody but who made it: others, the lead too, can only revoke it', async () => {
    const { id } = await made();
    expect(codeOf(await rotate(id, await api.signedIn('lead')))).toEqual([403, 'token-not-yours']);
    for (const as of [await api.signedIn('therapist'), api.as('therapist')])
      expect(codeOf(await post(`/${id}/revoke`, as))).toEqual([403, 'token-not-yours']);
    await post(`/${id}/revoke`, await api.signedIn('lead')).expect(200);
  });

  it('is listed for the lead and admins, and to others only if it is theirs', async () => {
    const { id } = await made();
    const other = await api.signedIn('therapist', 'biller');
    const theirs = await made(other);
    const idsFor = async (as: Record<string, string>) =>
      (
        (await request(api.app).get('/api/v1/tokens').set(as).expect(200)).body as {
          tokens: { id: string }[];
        }
      ).tokens.map((token) => token.id);
    expect(await idsFor(other)).toEqual([theirs.id]);
    expect(await idsFor(me)).toEqual(expect.arrayContaining([id, theirs.id]));
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
    me = await api.signedInAgain(owner);
    expect(codeOf(await rotate(id, me, 'a short walk'))).toEqual([401, 'sign-in-refused']);
    const next = (await rotate(id).expect(200)).body as { id: string; token: string };
    expect(await listed(next.id)).toMatchObject({
      ...{ name: 'Nightly report', role: 'biller', owner, expiresAt: plusHours(clock, 90 * 24) },
    });
    clock = plusMinutes(plusHours(clock, 24), -1);
    expect([await statusWith(token), await statusWith(next.token)]).toEqual([200, 200]);
    clock = plusMinutes(clock, 1);
    expect([await statusWith(token), await statusWith(next.token)]).toEqual([401, 200]);
    me = await api.signedInAgain(owner);
    expect(codeOf(await rotate(id))).toEqual([404, 'token-not-found']);
  });

  it('is revoked at once', async () => {
    const { id, token } = await made();
    await api.post(`/api/v1/tokens/${id}/revoke`, 'admin', {}).expect(200);
    expect(await statusWith(token)).toBe(401);
    expect(await listed(id)).toMatchObject({ state: 'revoked' });
    expect(await api.store.audit.list('access', { limit: 1 })).toMatchObject([
      { kind: 'token-revoked', byRole: 'admin', byId: 'staff-admin' },
    ]);
  });
});
