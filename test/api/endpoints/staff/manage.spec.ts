import request from 'supertest';
import { newLink, openLink } from '../../../../src/accounts/links';
import { createToken } from '../../../../src/security/tokens';
import { fromMs } from '../../../../src/time/instant';
import { bodyOf, codeOf } from '../../support/answers';
import { apiApp, type ApiApp } from '../../support/apiApp';

let api: ApiApp;
beforeEach(async () => {
  api = await apiApp();
});
afterEach(() => api.store.close());

const idOf = async (cookie: { Cookie: string }): Promise<string> =>
  ((await request(api.app).get('/api/v1/session').set(cookie)).body as { person: { id: string } }).person.id;
const statusOf = async (headers: Record<string, string>) =>
  (await request(api.app).get('/api/v1/tasks').set(headers)).status;
const bearer = async (staffId: string, role: 'lead' | 'therapist') => {
  const { token } = await createToken(api.store.tokens, { role, staffId }, new Date());
  return { Authorization: `Bearer ${token}` };
};
const audited = async (): Promise<unknown> => (await api.store.audit.list('staff', { limit: 1 }))[0];

describe('the staff', () => {
  it('are listed with roles and accounts, for the lead and admins alone', async () => {
    const id = await api.staffed(['therapist', 'lead']);
    const at = fromMs(0);
    await api.store.staff.save({
      ...{ id: 'bare', name: 'Zed Example', email: 'zed@cedar.example', roles: ['biller'], createdAt: at },
    });
    expect(bodyOf(await api.get('/api/v1/staff', 'admin').expect(200))).toEqual({
      staff: [
        {
          ...{ id, name: 'Pat Example', email: `${id}@cedar.example`, roles: ['therapist', 'lead'] },
          ...{ account: true, secondFactor: false },
        },
        {
          ...{ id: 'bare', name: 'Zed Example', email: 'zed@cedar.example', roles: ['biller'] },
          ...{ account: false, secondFactor: false },
        },
      ],
    });
    expect(codeOf(await api.get('/api/v1/staff', 'therapist'))).toEqual([403, 'role-refused']);
  });

  it('are added once, however often the request is repeated, and each address once', async () => {
    await api.staffed(['lead']);
    const person = { name: 'Nia Example', email: 'nia@cedar.example', roles: ['therapist'] };
    const add = (key: string, more: object = {}) =>
      api.post('/api/v1/staff', 'lead', { ...person, ...more }, key);
    const [first, again] = [await add('one').expect(201), await add('one').expect(201)];
    expect(bodyOf(again)).toEqual(bodyOf(first));
    expect(await audited()).toMatchObject({ kind: 'staff-added', byRole: 'lead', byId: 'staff-lead' });
    expect(codeOf(await add('two', { email: 'NIA@cedar.example' }))).toEqual([409, 'email-taken']);
    expect(codeOf(await add('three', { roles: [] }))).toEqual([400, 'request-invalid']);
    expect(codeOf(await add('four', { roles: ['client'] }))).toEqual([400, 'request-invalid']);
  });

  it('lose a role at once, for sign-ins and tokens', async () => {
    await api.staffed(['lead']);
    const cookie = await api.signedIn('therapist', 'engineer');
    const id = await idOf(cookie);
    const token = await bearer(id, 'therapist');
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([200, 200]);
    await api.patch(`/api/v1/staff/${id}`, 'lead', { roles: ['engineer'] }).expect(200);
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([403, 401]);
    expect(await audited()).toMatchObject({
      kind: 'staff-changed',
      detail: { staff: id, roles: ['engineer'] },
    });
    await api.patch(`/api/v1/staff/${id}`, 'lead', { name: 'Pat Other' }).expect(200);
    expect(await api.store.staff.find(id)).toMatchObject({ name: 'Pat Other', roles: ['engineer'] });
  });

  it('end at once when they leave, and get nothing of it back when they return', async () => {
    await api.staffed(['lead']);
    const cookie = await api.signedIn('therapist');
    const id = await idOf(cookie);
    const token = await bearer(id, 'therapist');
    await api.post(`/api/v1/staff/${id}/remove`, 'lead', {}).expect(200);
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([401, 401]);
    expect(await audited()).toMatchObject({ kind: 'staff-removed', detail: { staff: id } });
    const back = await api.store.staff.find(id);
    if (back) await api.store.staff.save(back);
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([401, 401]);
    expect(await api.store.accounts.find(id)).toBeUndefined();
  });

  it('get no use of a link that went to an earlier address', async () => {
    await api.staffed(['lead']);
    const id = await api.staffed(['therapist']);
    const at = fromMs(Date.now());
    const { secret } = await newLink(api.store, id, at);
    await api.patch(`/api/v1/staff/${id}`, 'lead', { name: 'Pat Other' }).expect(200);
    expect(await openLink(api.store, secret, at)).toBeDefined();
    await api.patch(`/api/v1/staff/${id}`, 'lead', { email: 'other@cedar.example' }).expect(200);
    expect(await openLink(api.store, secret, at)).toBeUndefined();
  });

  it('always have somebody who manages them', async () => {
    const [lead, other] = [await api.staffed(['lead', 'therapist']), await api.staffed(['therapist'])];
    expect(codeOf(await api.post(`/api/v1/staff/${lead}/remove`, 'lead', {}))).toEqual([409, 'last-manager']);
    const roles = { roles: ['therapist'] };
    expect(codeOf(await api.patch(`/api/v1/staff/${lead}`, 'lead', roles))).toEqual([409, 'last-manager']);
    expect(await api.store.staff.find(lead)).toMatchObject({ roles: ['lead', 'therapist'] });
    await api.patch(`/api/v1/staff/${other}`, 'lead', { roles: ['admin'] }).expect(200);
    await api.post(`/api/v1/staff/${lead}/remove`, 'lead', {}).expect(200);
  });

  it('keep one who manages them, whoever removes whom at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const two = [await api.staffed(['lead']), await api.staffed(['admin'])];
      const answers = await Promise.all(two.map((id) => api.post(`/api/v1/staff/${id}/remove`, 'lead', {})));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      for (const id of two) await api.store.staff.leave(id, fromMs(0));
    }
  });

  it.each(['remove', 'invite', 'second-factor-off'])(
    'are refused by an id that nobody has: %s',
    async (what) => {
      expect(codeOf(await api.post(`/api/v1/staff/nobody/${what}`, 'lead', {}))).toEqual([
        404,
        'staff-unknown',
      ]);
    },
  );

  it('who have lost their second factor are helped, and sign in again', async () => {
    const cookie = await api.signedIn('lead');
    const id = await idOf(cookie);
    await api.store.accounts.turnOn(id, 'sealed', 0);
    await api.store.accounts.replaceRecoveryCodes(id, ['hash']);
    await api.post(`/api/v1/staff/${id}/second-factor-off`, 'admin', {}).expect(200);
    expect(await api.store.accounts.find(id)).toMatchObject({ totpSecret: null });
    expect(await api.store.accounts.recoveryCodesLeft(id)).toBe(0);
    expect(await statusOf(cookie)).toBe(401);
    expect(await audited()).toMatchObject({ kind: 'second-factor-removed', detail: { staff: id } });
  });
});
