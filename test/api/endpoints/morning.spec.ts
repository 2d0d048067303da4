import type { MoneyLine } from '../../../src/course/status/moneyLines';
import type { CourseSummary } from '../../../src/store/contract';
import { randomUUID } from 'node:crypto';
import { instant, type Instant } from '../../../src/time/instant';
import { due, opened, step, SUMMARY } from '../../store/fixtures';
import { apiApp, type ApiApp } from '../support/apiApp';

/** Half past eight in the morning of a Monday in Los Angeles, where the practice is. */
const NOW = '2027-01-11T16:30:00.000Z';
const at = (text: string): Instant => instant(text);

describe('the morning questions', () => {
  let api: ApiApp;
  const ids: Record<string, string> = {};
  const add = async (
    name: string,
    summary: Partial<CourseSummary>,
    events = [] as ReturnType<typeof opened>[],
    money?: MoneyLine[],
  ) => {
    ids[name] = randomUUID();
    await api.store.commitStep(
      step(ids[name], 1, events, { summary: { ...SUMMARY, ...summary }, ...(money && { money }) }),
    );
  };
  const line = (list: MoneyLine['list']): MoneyLine => ({
    list,
    since: at('2027-01-10T17:00:00Z'),
    cents: 100,
  });
  const task = { ...opened('unpaid'), kind: 'unpaid-balance' } as ReturnType<typeof opened>;

  beforeAll(async () => {
    api = await apiApp({ now: () => new Date(NOW) });
    await add('quiet', { silentFrom: at('2027-01-12T17:00:00Z') });
    await add('silent', { silentFrom: at('2027-01-11T16:00:00Z') });
    await add('today', {}, [opened('first', at('2027-01-12T07:59:00Z'))]);
    await add('tomorrow', {}, [opened('first', at('2027-01-12T08:00:00Z'))]);
    await add('yesterday', {}, [opened('first', at('2027-01-11T07:59:00Z'))]);
    await add('soon', { breachAt: at('2027-01-12T16:30:00Z') });
    await add('later', { breachAt: at('2027-01-12T16:31:00Z') });
    await add('breached', { breachAt: at('2027-01-11T16:30:00Z') });
    await add('asked', { prescriberSince: at('2027-01-08T17:00:00Z') });
    await add('unbilled', {}, [], [line('unbilled')]);
    await add('unpaid', {}, [], [line('unpaid')]);
    // By the ledger, not by a task: a person closes that.
    await add('paid', {}, [task], []);
  });

  afterAll(() => api.store.close());

  const named = async (query: string): Promise<string[]> => {
    const answer = await api.get(`/api/v1/courses?${query}`).expect(200);
    const found = (answer.body as { courses: { id: string }[] }).courses.map(({ id }) => id);
    return Object.keys(ids).filter((name) => found.includes(ids[name] ?? ''));
  };

  it.each([
    ['owedToday', ['today']],
    ['overdue', ['yesterday', 'breached']],
    ['aboutToBreach', ['soon']],
    ['waitingForPrescriber', ['asked']],
    ['unbilled', ['unbilled']],
    ['unpaid', ['unpaid']],
    ['silent', ['silent']],
  ])('%s finds its courses and no others', async (view, expected) => {
    expect(await named(`view=${view}`)).toEqual(expected);
  });

  it.each(['unpaid', 'unbilled'] as const)(
    '%s has the courses that billing has on its list',
    async (list) => {
      const answer = await api.get(`/api/v1/money?list=${list}`, 'biller').expect(200);
      const { lines } = answer.body as { lines: { course: string }[] };
      const onList = Object.keys(ids).filter((name) => lines.some(({ course }) => course === ids[name]));
      expect(await named(`view=${list}`)).toEqual(onList);
    },
  );

  it('are counted at once, for the civil day of the practice', async () => {
    await api.get('/api/v1/morning').expect(200, {
      today: '2027-01-11',
      zone: 'America/Los_Angeles',
      courses: {
        ...{
          owedToday: 1,
          overdue: 2,
          aboutToBreach: 1,
          waitingForPrescriber: 1,
          unbilled: 1,
          unpaid: 1,
          silent: 1,
        },
        stuck: 0,
      },
      overdueTasks: { therapist: 0, prescriber: 0, frontDesk: 1, biller: 0, lead: 0 },
      practiceTasks: 0,
      inquiries: { owed: 0, overdue: 0 },
    });
  });

  it('an outage of mail is one task for the practice, however many courses wait', async () => {
    const courses = [randomUUID(), randomUUID()];
    for (const course of courses) {
      await api.store.commitStep(step(course, 1, [due('reminder')]));
      const claim = await api.store.messages.claim(course, 'reminder', 'a');
      const id = 'message' in claim ? claim.message.id : '';
      await api.store.messages.defer({ id, token: 'a' }, 'mail-connection', at('2027-01-11T16:00:00Z'));
    }
    const tasks = async (query = '') => (await api.get(`/api/v1/tasks${query}`).expect(200)).body as object;
    expect(await tasks()).toMatchObject({
      practice: [
        {
          ...{ kind: 'mail-outage', role: 'frontDesk', since: '2027-01-11T16:00:00.000Z', count: 2 },
          courses: expect.arrayContaining(courses) as string[],
          sentence: 'Call about anything urgent: e-mail is delayed, and 2 messages are waiting to go out.',
        },
      ],
    });
    expect(await tasks('?role=biller')).toMatchObject({ practice: [] });
    const morning = await api.get('/api/v1/morning').expect(200);
    expect(morning.body).toMatchObject({ practiceTasks: 1 });
  });

  it('show their instants on the list', async () => {
    const answer = await api.get(`/api/v1/courses?view=waitingForPrescriber`).expect(200);
    expect(answer.body).toMatchObject({ courses: [{ prescriberSince: '2027-01-08T17:00:00.000Z' }] });
  });

  it('are none others', async () => {
    await api.get('/api/v1/courses?view=lunch').expect(400);
  });

  it('hold after the lists are derived again', async () => {
    await api.store.rebuild();
    expect(await named('view=aboutToBreach')).toEqual(['soon']);
  });

  it('of a course that moved on are over', async () => {
    const course = ids.soon ?? '';
    await api.store.commitStep(step(course, 2, [], { firstSeq: 1 }));
    expect(await named('view=aboutToBreach')).toEqual([]);
  });

  it('are asked of tasks too: due today, or past their time', async () => {
    const tasks = async (due: string) =>
      (
        (await api.get(`/api/v1/tasks?due=${due}`).expect(200)).body as { tasks: { course: string }[] }
      ).tasks.map(({ course }) => course);
    expect(await tasks('today')).toEqual([ids.today]);
    expect(await tasks('overdue')).toEqual([ids.yesterday]);
  });

  it('and a course is found by its name or id', async () => {
    const id = await api.newCourse();
    const answer = await api.get('/api/v1/courses?text=quietn').expect(200);
    expect(answer.body).toMatchObject({ courses: [{ id }] });
  });
});
