/** The tasks of all courses: for whom, who can complete each by hand, and what that confirms. */
import { loadProtocol } from '../../../src/protocols/load';
import { fromMs } from '../../../src/time/instant';
import type { Event } from '../../../src/course/events';
import type { Role } from '../../../src/vocabulary/roles';
import { AT, opened, step, SUMMARY } from '../../store/fixtures';
import { apiApp, type ApiApp } from '../support/apiApp';

type Opened = ReturnType<typeof opened>;

let api: ApiApp;
let courses: [string, string];
beforeAll(async () => {
  api = await apiApp();
  courses = [await start('welches-pazio'), await start('calm')];
  const asked = {
    ...opened('confirm-suitability'),
    kind: 'confirm-suitability',
    role: 'therapist',
  } as Opened;
  const part2 = { ...opened('part2-determination'), kind: 'part2-determination', role: 'lead' } as Opened;
  for (const course of courses)
    await api.store.commitStep(
      step(course, 1, [asked, part2, opened('book-preparation:1')], { summary: SUMMARY }),
    );
});
afterEach(() => {
  delete api.script.down;
});
afterAll(() => api.store.close());

async function start(protocol: string): Promise<string> {
  const client = await api.newClient();
  const made = await api.post('/api/v1/courses', 'frontDesk', { client, protocol }).expect(201);
  return (made.body as { id: string }).id;
}

interface Listed {
  course: string;
  kind: string;
  completedBy: string[];
  criteria?: string[];
}
const listed = async (query = ''): Promise<Listed[]> =>
  ((await api.get(`/api/v1/tasks${query}`).expect(200)).body as { tasks: Listed[] }).tasks;

describe('the tasks of all courses', () => {
  it('say who can complete them by hand: their role and the lead, or only the therapist', async () => {
    const found = (await listed()).filter(({ course }) => course === courses[0]);
    expect(Object.fromEntries(found.map(({ kind, completedBy }) => [kind, completedBy]))).toEqual({
      'book-preparation': ['frontDesk', 'lead'],
      'confirm-suitability': ['therapist'],
      'part2-determination': ['lead'],
    });
  });

  it('say which time a client asks for, to those it is for, and never their words', async () => {
    const course = await start('calm');
    const asks = (start?: string) =>
      ({
        ...{ type: 'rescheduleRequested', at: AT, session: 'preparation-1', words: 'Any Friday' },
        ...(start && { start }),
      }) as Event;
    const task = { ...opened('another-time'), kind: 'another-time', session: 'preparation-1' } as Opened;
    const said = async (role: Role) => {
      const answer = await api.get('/api/v1/tasks', role).expect(200);
      const { tasks } = answer.body as { tasks: { course: string; said?: object }[] };
      return tasks.find((each) => each.course === course)?.said;
    };
    const [first, second] = ['2027-02-01T17:00:00.000Z', '2027-02-02T17:00:00.000Z'];
    await api.store.commitStep(step(course, 1, [asks(first), asks(second), task], { summary: SUMMARY }));
    for (const role of ['frontDesk', 'therapist'] as const)
      expect(await said(role)).toEqual({ start: second });
    expect(await said('biller')).toBeUndefined();
    await api.store.commitStep(step(course, 2, [asks()], { firstSeq: 4 }));
    expect(await said('frontDesk')).toBeUndefined();
  });

  it('begin with what is about safety, whatever is due before it', async () => {
    const course = await start('calm');
    const task = (kind: string, dueBy: string): Opened =>
      ({ ...opened(kind), kind, role: 'prescriber', dueBy }) as unknown as Opened;
    await api.store.commitStep(
      step(
        course,
        1,
        [
          task('follow-up-overdue', '2027-01-01T00:00:00.000Z'),
          task('review-hold', '2027-02-01T00:00:00.000Z'),
          task('wellness-call', '2027-02-02T00:00:00.000Z'),
          task('incident', '2027-02-03T00:00:00.000Z'),
        ],
        { summary: SUMMARY },
      ),
    );
    const found = await listed('?role=prescriber');
    expect(found.filter((each) => each.course === course).map(({ kind }) => kind)).toEqual([
      'incident',
      'wellness-call',
      'review-hold',
      'follow-up-overdue',
    ]);
  });

  it('have the criteria of the protocol that their course follows', async () => {
    const { criteria } = loadProtocol('welches-pazio').screening;
    expect(criteria?.length).toBeGreaterThan(0);
    const found = (await listed()).filter(({ kind }) => kind === 'confirm-suitability');
    expect(Object.fromEntries(found.map((each) => [each.course, each.criteria]))).toEqual({
      [courses[0]]: criteria,
      [courses[1]]: undefined,
    });
    expect((await listed()).filter((each) => each.kind !== 'confirm-suitability' && each.criteria)).toEqual(
      [],
    );
  });

  it('have them, too, in a course that does not answer', async () => {
    api.script.down = 'workers-unavailable';
    const answer = await api.get(`/api/v1/courses/${courses[0]}`).expect(200);
    const { live, waiting } = answer.body as { live: boolean; waiting: { tasks: Listed[] } };
    expect(live).toBe(false);
    expect(waiting.tasks.find(({ kind }) => kind === 'confirm-suitability')).toMatchObject({
      completedBy: ['therapist'],
      criteria: loadProtocol('welches-pazio').screening.criteria,
    });
  });

  it('have none where the version is no longer there', async () => {
    const id = await start('welches-pazio');
    await api.store.db.updateTable('courses').set({ protocolVersion: 99 }).where('id', '=', id).execute();
    const asked = {
      ...opened('confirm-suitability'),
      kind: 'confirm-suitability',
      role: 'therapist',
    } as Opened;
    await api.store.commitStep(step(id, 1, [asked], { summary: SUMMARY }));
    const [found] = (await listed()).filter(({ course }) => course === id);
    expect(found).toMatchObject({ kind: 'confirm-suitability', completedBy: ['therapist'] });
    expect(found).not.toHaveProperty('criteria');
  });

  it('are listed for one person: of the courses whose care team has them in the role of the task', async () => {
    const staff = ['d-1', 'd-2'];
    for (const id of staff)
      await api.store.staff.save({
        ...{ id, name: id, email: `${id}@cedar.example`, roles: ['frontDesk'] },
        createdAt: fromMs(0),
      });
    const team = { type: 'careTeamChanged', at: fromMs(0), team: { frontDesk: 'd-1' } } as Opened;
    await api.store.commitStep(step(courses[0], 2, [team], { firstSeq: 4, summary: SUMMARY }));
    const kinds = async (id: string) =>
      (await listed(`?person=${id}`)).map(({ course, kind }) => [course, kind]);
    expect(await kinds('d-1')).toEqual([[courses[0], 'book-preparation']]);
    expect(await kinds('d-2')).toEqual([]);
    const both = await api.get('/api/v1/tasks?person=d-1&mine=true').expect(400);
    expect(both.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'person' }] });
  });
});
