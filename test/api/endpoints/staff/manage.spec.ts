import request from 'supertest';
import { newLink, openLink } from '../../../../src/accounts/links';
import { createToken } from '../../../../src/security/tokens';
import { fromMs } from '../../../../src/time/instant';
import { bodyOf, codeOf } from '../../support/answers';
import { apiApp, type ApiApp, type Person } from '../../support/apiApp';

let api: ApiApp;
let lead: Person;
beforeEach(async () => {
  api = await apiApp();
  lead = await api.person('lead');
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
    await lead.patch(`/api/v1/staff/${id}`, { name: 'Quin Example' }).expect(200);
    const at = fromMs(0);
    await api.store.staff.save({
      ...{ id: 'bare', name: 'Zed Example', email: 'zed@cedar.example', roles: ['biller'], createdAt: at },
    });
    await api.store.accounts.openWithoutPassword('bare', at);
    const seen = { lastSeenAt: expect.any(String) as string };
    expect(bodyOf(await api.get('/api/v1/staff', 'admin').expect(200))).toEqual({
      staff: [
        {
          ...{ id: lead.id, name: 'Pat Example', email: `${lead.id}@cedar.example`, roles: ['lead'] },
          ...{ account: true, password: true, secondFactor: true, ...seen },
        },
        {
          ...{ id, name: 'Quin Example', email: `${id}@cedar.example`, roles: ['therapist', 'lead'] },
          ...{ account: true, password: true, secondFactor: false },
        },
        {
          ...{ id: 'bare', name: 'Zed Example', email: 'zed@cedar.example', roles: ['biller'] },
          ...{ account: true, password: false, secondFactor: false },
        },
      ],
    });
    expect(codeOf(await api.get('/api/v1/staff', 'therapist'))).toEqual([403, 'role-refused']);
  });

  it('are added once, however often the request is repeated, and each address once', async () => {
    const person = { name: 'Nia Example', email: 'nia@cedar.example', roles: ['therapist'] };
    const add = (key: string, more: object = {}) => lead.post('/api/v1/staff', { ...person, ...more }, key);
    const [first, again] = [await add('one').expect(201), await add('one').expect(201)];
    expect(bodyOf(again)).toEqual(bodyOf(first));
    expect(await audited()).toMatchObject({ kind: 'staff-added', byRole: 'lead', byId: lead.id });
    expect(codeOf(await add('two', { email: 'NIA@cedar.example' }))).toEqual([409, 'email-taken']);
    expect(codeOf(await add('three', { roles: [] }))).toEqual([400, 'request-invalid']);
    expect(codeOf(await add('four', { roles: ['client'] }))).toEqual([400, 'request-invalid']);
  });

  it('lose a role at once, for sign-ins and tokens', async () => {
    const cookie = await api.signedIn('therapist', 'engineer');
    const id = await idOf(cookie);
    const token = await bearer(id, 'therapist');
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([200, 200]);
    await lead.patch(`/api/v1/staff/${id}`, { roles: ['engineer'] }).expect(200);
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([403, 401]);
    expect(await audited()).toMatchObject({
      kind: 'staff-changed',
      detail: { staff: id, roles: ['engineer'] },
    });
    await lead.patch(`/api/v1/staff/${id}`, { name: 'Pat Other' }).expect(200);
    expect(await api.store.staff.find(id)).toMatchObject({ name: 'Pat Other', roles: ['engineer'] });
  });

  it('end at once when they leave, and get nothing of it back when they return', async () => {
    const cookie = await api.signedIn('therapist');
    const id = await idOf(cookie);
    const token = await bearer(id, 'therapist');
    await lead.post(`/api/v1/staff/${id}/remove`, {}).expect(200);
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([401, 401]);
    expect(await audited()).toMatchObject({ kind: 'staff-removed', detail: { staff: id } });
    const back = await api.store.staff.find(id);
    if (back) await api.store.staff.save(back);
    expect([await statusOf(cookie), await statusOf(token)]).toEqual([401, 401]);
    expect(await api.store.accounts.find(id)).toBeUndefined();
  });

  it('get no use of a link that went to an earlier address', async () => {
    const id = await api.staffed(['therapist']);
    const at = fromMs(Date.now());
    const { secret } = await newLink(api.store, id, at);
    await lead.patch(`/api/v1/staff/${id}`, { name: 'Pat Other' }).expect(200);
    expect(await openLink(api.store, secret, at)).toBeDefined();
    await lead.patch(`/api/v1/staff/${id}`, { email: 'other@cedar.example' }).expect(200);
    expect(await openLink(api.store, secret, at)).toBeUndefined();
  });

  it('always have somebody who manages them', async () => {
    const other = await api.staffed(['therapist']);
    expect(codeOf(await lead.post(`/api/v1/staff/${lead.id}/remove`, {}))).toEqual([409, 'last-manager']);
    const roles = { roles: ['therapist'] };
    expect(codeOf(await lead.patch(`/api/v1/staff/${lead.id}`, roles))).toEqual([409, 'last-manager']);
    expect(await api.store.staff.find(lead.id)).toMatchObject({ roles: ['lead'] });
    await lead.patch(`/api/v1/staff/${other}`, { roles: ['admin'] }).expect(200);
    await lead.post(`/api/v1/staff/${lead.id}/remove`, {}).expect(200);
  });

  it('keep one who manages them, whoever removes whom at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const two = [await api.person('lead'), await api.person('admin')];
      if (round === 0) await api.store.staff.leave(lead.id, fromMs(0));
      const answers = await Promise.all(two.map(({ id, post }) => post(`/api/v1/staff/${id}/remove`, {})));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      for (const { id } of two) await api.store.staff.leave(id, fromMs(0));
    }
  });

  it.each(['remove', 'invite', 'second-factor-off'])(
    'are refused by an id that nobody has: %s',
    async (what) => {
      expect(
        codeOf(
          await lead.post(
            `/api/v1/staff/nobody/${what}`,
            what === 'invite' ? { ownPassword: undefined } : {},
          ),
        ),
      ).toEqual([404, 'staff-unknown']);
    },
  );

  it('who have lost their second factor are helped, and sign in again', async () => {
    const cookie = await api.signedIn('lead');
    const id = await idOf(cookie);
    await api.store.accounts.turnOn(id, 'sealed', 0);
    await api.store.accounts.replaceRecoveryCodes(id, ['hash']);
    await lead.post(`/api/v1/staff/${id}/second-factor-off`, {}).expect(200);
    expect(await api.store.accounts.find(id)).toMatchObject({ totpSecret: null });
    expect(await api.store.accounts.recoveryCodesLeft(id)).toBe(0);
    expect(await statusOf(cookie)).toBe(401);
    expect(await audited()).toMatchObject({ kind: 'second-factor-removed', detail: { staff: id } });
  });

  it('do not turn off their own second factor in place of their account, which may refuse it', async () => {
    const before = await api.store.accounts.find(lead.id);
    const answer = await lead.post(`/api/v1/staff/${lead.id}/second-factor-off`, {});
    expect(codeOf(answer)).toEqual([400, 'request-invalid']);
    expect(bodyOf(answer)).toMatchObject({ errors: [{ field: 'id' }] });
    expect(await api.store.accounts.find(lead.id)).toEqual(before);
  });
});
