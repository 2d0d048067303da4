/** Clients and courses by what somebody remembers of a client: name, e-mail address, telephone. */
import { courseReference } from '../../../../src/messages/identity';
import { apiApp, type ApiApp } from '../../support/apiApp';

let api: ApiApp;
let client = '';
let course = '';
beforeAll(async () => {
  api = await apiApp();
  course = await api.newCourse();
  client = (await api.store.courses.find(course))?.clientId ?? '';
  const other = {
    name: 'Bo Other',
    email: 'bo@example.org',
    phone: '+1 503 555 0177',
    zone: 'America/Denver',
  };
  await api.post('/api/v1/clients', 'frontDesk', other).expect(201);
});
afterAll(() => api.store.close());

const ids = async (path: string, text: string): Promise<string[]> => {
  const answer = await api.get(`${path}?text=${encodeURIComponent(text)}`).expect(200);
  const { clients, courses } = answer.body as Record<'clients' | 'courses', { id: string }[] | undefined>;
  return (clients ?? courses ?? []).map(({ id }) => id);
};

it.each(['quietname', 'ADA', 'ada.quiet@', '503-555-0100', '(503) 555 0100', '+1 503 555 0100', '0100'])(
  '%s finds the client and the course',
  async (text) => {
    expect(await ids('/api/v1/clients', text)).toEqual([client]);
    expect(await ids('/api/v1/courses', text)).toEqual([course]);
  },
);

it('finds a course by the reference that e-mails have', async () => {
  expect(await ids('/api/v1/courses', courseReference(course))).toEqual([course]);
});

it.each(['nobody', '%', '_', '010', '503 555 9999', '\\'])('%s finds nobody', async (text) => {
  expect(await ids('/api/v1/clients', text)).toEqual([]);
  expect(await ids('/api/v1/courses', text)).toEqual([]);
});

it('refuses an empty text', async () => {
  await api.get('/api/v1/clients?text=%20').expect(400);
});
