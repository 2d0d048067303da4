import { apiApp, type ApiApp } from '../../support/apiApp';

let api: ApiApp;
beforeEach(async () => {
  api = await apiApp();
});
afterEach(() => api.store.close());

describe('closed days', () => {
  it('are in the audit, also while no course is open', async () => {
    const set = (closedDays: string[]) =>
      api.patch('/api/v1/practice/calendar', 'lead', { closedDays }).expect(200);
    await set(['2027-12-24', '2027-12-25']);
    await set(['2027-12-25', '2027-12-31']);
    expect(await api.store.audit.list('practice', { limit: 1 })).toMatchObject([
      {
        ...{ kind: 'closed-days-changed', byRole: 'lead', byId: 'staff-lead' },
        detail: { added: ['2027-12-31'], removed: ['2027-12-24'] },
      },
    ]);
  });
});
