/** Clients who seem to be there already, or were entered by mistake. */
import { codeOf } from '../../support/answers';
import { ADA, apiApp, type ApiApp } from '../../support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const count = async (): Promise<number> => (await api.store.clients.list({ limit: 200 })).clients.length;
const remove = (id: string, role: 'lead' | 'frontDesk' = 'lead') =>
  api.post(`/api/v1/clients/${id}/remove`, role, {});
const audited = async () =>
  (await api.store.audit.list('clients')).filter(({ kind }) => kind === 'client-removed');

describe('a client who seems to be there already', () => {
  it('is not added where only somebody new is to be, and the other one is named', async () => {
    const other = await api.newClient();
    const before = await count();
    const asked = await api.post('/api/v1/clients', 'frontDesk', { ...ADA, onlyNew: true });
    expect(codeOf(asked)).toEqual([409, 'client-resembles']);
    expect(asked.body).toMatchObject({
      warnings: [expect.objectContaining({ code: 'client-resembles', client: other })],
    });
    expect(await count()).toBe(before);
    await api.post('/api/v1/clients', 'frontDesk', { ...ADA, onlyNew: false }).expect(201);
    expect(await count()).toBe(before + 1);
  });

  it('is added once, also if the request is repeated', async () => {
    const body = { name: 'Bo Example', phone: '503 555 0123', zone: ADA.zone, onlyNew: true };
    const first = await api.post('/api/v1/clients', 'frontDesk', body, 'only-new').expect(201);
    const again = await api.post('/api/v1/clients', 'frontDesk', body, 'only-new').expect(201);
    expect(again.body).toEqual(first.body);
    expect(first.body).not.toHaveProperty('onlyNew');
  });
});

describe('a client who was entered by mistake', () => {
  it('is removed by the lead, and the audit says so without a name', async () => {
    const id = await api.newClient();
    await api.patch(`/api/v1/clients/${id}`, 'frontDesk', { zone: 'America/Denver' }).expect(200);
    expect(codeOf(await remove(id, 'frontDesk'))).toEqual([403, 'role-refused']);
    expect((await remove(id).expect(200)).body).toEqual({ removed: true });
    expect(codeOf(await api.get(`/api/v1/clients/${id}`))).toEqual([404, 'client-unknown']);
    expect(codeOf(await remove(id))).toEqual([404, 'client-unknown']);
    const entries = await audited();
    expect(entries.map(({ detail }) => detail)).toEqual([{ client: id }]);
    expect(JSON.stringify(entries)).not.toContain(ADA.name);
  });

  it('stays if there was a course, and nothing is audited', async () => {
    const course = await api.newCourse();
    const id = (await api.store.courses.find(course))?.clientId ?? '';
    const before = (await audited()).length;
    expect(codeOf(await remove(id))).toEqual([409, 'client-has-courses']);
    await api.get(`/api/v1/clients/${id}`).expect(200);
    expect(await audited()).toHaveLength(before);
  });
});
