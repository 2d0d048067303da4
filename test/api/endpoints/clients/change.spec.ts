/** Correcting how a client is reached. */
import { partiesOf } from '../../../../src/messages/addressee';
import { apiApp, type ApiApp } from '../../support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const added = async (client: object): Promise<string> => {
  const body = { zone: 'America/Los_Angeles', ...client };
  const answer = await api.post('/api/v1/clients', 'frontDesk', body).expect(201);
  return (answer.body as { id: string }).id;
};

const newAddress = 'ada.new@example.org';

describe('a corrected e-mail address', () => {
  it('is where everything goes from then on, and nobody else’s data changes', async () => {
    const course = await api.newCourse();
    const clientId = (await api.store.courses.find(course))?.clientId ?? '';
    const before = await api.store.clients.find(clientId);
    const companion = { id: 'companion-1', clientId, name: 'Sam Companion', email: 'ada.quiet@example.org' };
    await api.store.clients.addSupportPerson({ ...companion, createdAt: before?.createdAt ?? fail() });

    await api.patch(`/api/v1/clients/${clientId}`, 'frontDesk', { email: newAddress }).expect(200);

    expect(await partiesOf(api.store, course, { to: 'client', safety: false })).toMatchObject({
      addressee: { addresses: [newAddress] },
    });
    expect(await api.store.clients.supportPersons(clientId)).toMatchObject([companion]);
    const { email: _, ...others } = before ?? fail();
    expect(await api.store.clients.find(clientId)).toMatchObject(others);
  });

  it('does not take back that the client unsubscribed', async () => {
    const course = await api.newCourse();
    const client = await api.store.clients.ofCourse(course);
    await api.store.clients.optOut(client?.unsubscribeToken ?? '', client?.createdAt ?? fail());
    const path = `/api/v1/clients/${client?.id ?? ''}`;
    await api.patch(path, 'frontDesk', { email: 'unsubscribed@example.org' }).expect(200);
    expect((await api.get(path)).body).toHaveProperty('optedOutAt');
  });

  it('of somebody else is taken, with a warning that names them and changes nothing of theirs', async () => {
    const other = await added({ name: 'First Of Two', email: 'shared@example.org' });
    const id = await added({ name: 'Second Of Two', phone: '503 555 0188' });
    const path = `/api/v1/clients/${id}`;
    const changed = await api.patch(path, 'frontDesk', { email: 'shared@example.org' }).expect(200);
    expect(changed.body).toMatchObject({
      client: { id, email: 'shared@example.org' },
      warnings: [{ code: 'client-resembles', client: other }],
    });
    expect((await api.get(`/api/v1/clients/${other}`)).body).toMatchObject({ email: 'shared@example.org' });
    const zone = await api.patch(path, 'frontDesk', { zone: 'America/Denver' }).expect(200);
    expect(zone.body).toMatchObject({ warnings: [] });
  });
});

describe('the last way to reach a client', () => {
  it('is not removed: nothing changes', async () => {
    const path = `/api/v1/clients/${await api.newClient()}`;
    const refused = await api.patch(path, 'frontDesk', { email: null, phone: null }).expect(400);
    expect(refused.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'phone' }] });
    await api.patch(path, 'frontDesk', { email: null }).expect(200);
    const last = await api.patch(path, 'frontDesk', { phone: null, name: 'Not Renamed' }).expect(400);
    expect(last.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'phone' }] });
    const kept = (await api.get(path)).body as object;
    expect(kept).toHaveProperty('phone');
    expect(kept).not.toMatchObject({ name: 'Not Renamed' });
  });
});
