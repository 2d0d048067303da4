import { apiApp, type ApiApp } from './support/apiApp';
import { AT } from '../store/fixtures';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
  for (const [id, role] of [
    ['t-1', 'therapist'],
    ['p-1', 'prescriber'],
  ] as const)
    await api.store.staff.save({
      id,
      roles: [role],
      name: `Person ${id}`,
      email: `${id}@cedar.example`,
      createdAt: AT,
    });
});
afterAll(() => api.store.close());

const bodyOf = (answer: { body: unknown }): unknown => answer.body;

const start = async (careTeam: object) =>
  api.post('/api/v1/courses', 'frontDesk', { client: await api.newClient(), protocol: 'calm', careTeam });
const change = (course: string, team: object) =>
  api.post(`/api/v1/courses/${course}/signals/careTeamChanged`, 'lead', { team });

describe('the care team of a course', () => {
  it('is named at the start', async () => {
    expect((await start({ therapist: 't-1', prescriber: 'p-1' })).status).toBe(201);
    expect(api.asked.started.at(-1)).toMatchObject({ careTeam: { therapist: 't-1', prescriber: 'p-1' } });
  });

  it('need not be named', async () => {
    await api.newCourse();
    expect(api.asked.started.at(-1)).not.toHaveProperty('careTeam');
  });

  it.each([
    ['an unknown id', { therapist: 'nobody' }, 'careTeam.therapist'],
    ['someone with another role', { therapist: 'p-1' }, 'careTeam.therapist'],
    ['null at the start', { therapist: null }, 'careTeam.therapist'],
    ['a role that has no team', { admin: 't-1' }, 'careTeam'],
    ['nobody at all', {}, 'careTeam'],
  ])('is refused with %s', async (_what, careTeam, field) => {
    const response = await start(careTeam);
    const { status } = response;
    const body = response.body as { errors: { field: string }[] };
    expect(status).toBe(400);
    expect(body.errors[0]?.field).toContain(field);
  });

  it('is changed by a signal, which may also name nobody', async () => {
    const course = await api.newCourse();
    await change(course, { therapist: 't-1', prescriber: null }).expect(200);
    expect(api.asked.signals.at(-1)).toMatchObject({
      ...{ name: 'careTeamChanged', team: { therapist: 't-1', prescriber: null } },
    });
  });

  it('is not changed to someone who is not on the staff, or has left', async () => {
    const course = await api.newCourse();
    const before = api.asked.signals.length;
    await change(course, { therapist: 'nobody' }).expect(400);
    await api.store.staff.save({
      id: 't-2',
      roles: ['therapist'],
      name: 'Gone',
      email: 'g@cedar.example',
      createdAt: AT,
    });
    await api.store.staff.keepOnly(['t-1', 'p-1'], AT);
    await change(course, { therapist: 't-2' }).expect(400);
    expect(api.asked.signals).toHaveLength(before);
  });

  it('is shown with the course', async () => {
    const course = await api.newCourse();
    await api.store.db
      .insertInto('careTeam')
      .values({ courseId: course, role: 'therapist', staffId: 't-1' })
      .execute();
    const body = bodyOf(await api.get(`/api/v1/courses/${course}`).expect(200));
    expect(body).toMatchObject({ careTeam: [{ role: 'therapist', id: 't-1', name: 'Person t-1' }] });
  });
});

describe('the list of staff', () => {
  it('gives ids, roles and names, and no addresses', async () => {
    const body = bodyOf(await api.get('/api/v1/practice/staff', 'frontDesk').expect(200));
    expect(body).toEqual({
      staff: [
        { id: 'p-1', roles: ['prescriber'], name: 'Person p-1' },
        { id: 't-1', roles: ['therapist'], name: 'Person t-1' },
      ],
    });
  });

  it('is not for clients', async () => {
    await api.get('/api/v1/practice/staff', 'client').expect(403);
  });
});
