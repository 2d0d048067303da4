import { announcePractice, type AnnounceOptions } from '../../../src/setup/announcePractice';
import { progressOf } from '../../../src/cli/progress';
import { EngineError } from '../../../src/engine/engine';
import { DEMO_PRACTICE } from '../../../src/stack/demoPractice';
import type { Signal } from '../../../src/catalog/signals';
import type { Store } from '../../../src/store';
import { fakeEngine, refusal } from '../../api/support/fakeEngine';
import { empty, freshStore } from '../../support/store';
import { instant } from '../../../src/time/instant';

const CHRISTMAS = ['2027-12-25', '2027-12-24', '2027-12-24'];
const NOW = new Date('2027-01-04T17:00:00Z');

let store: Store;
let fake: ReturnType<typeof fakeEngine>;
beforeAll(async () => {
  store = await freshStore();
});
afterAll(() => store.close());
beforeEach(() => {
  fake = fakeEngine();
});
afterEach(() => empty(store));

const enter = (file: Partial<typeof DEMO_PRACTICE> = {}, more: Partial<AnnounceOptions> = {}) =>
  announcePractice({ ...DEMO_PRACTICE, ...file }, { store, engine: fake.engine, now: NOW, ...more });
const course = (id: string) =>
  store.courses.register({
    ...{ id, protocol: 'calm', protocolVersion: 1, startedAt: instant('2027-01-04T17:00:00Z') },
  });
const coursesUnderWay = async (count: number) => {
  for (let each = 1; each <= count; each += 1) await course(`course-${each}`);
};
const closedDays = async () => (await store.practice.get())?.closedDays;

describe('a practice file', () => {
  it('is entered the first time without asking any engine', async () => {
    fake.script.down = 'temporal-unavailable';
    expect(await enter({ closedDays: CHRISTMAS })).toEqual({ changed: 0, unreached: [] });
    expect(await closedDays()).toEqual(CHRISTMAS);
  });

  it('entered again with other closed days tells each course under way', async () => {
    await enter();
    await coursesUnderWay(23);
    const counts: number[] = [];
    const result = await enter({ closedDays: CHRISTMAS }, { progress: (done) => counts.push(done) });
    expect(result).toEqual({ changed: 23, unreached: [] });
    expect(fake.asked.signals).toHaveLength(23);
    expect(fake.asked.signals[0]).toMatchObject({
      name: 'practiceCalendarChanged',
      closedDays: ['2027-12-24', '2027-12-25'],
      by: { role: 'system' },
    });
    expect(counts.at(-1)).toBe(23);
    expect(await closedDays()).toEqual(CHRISTMAS);
  });

  it('does not count courses that know the days already', async () => {
    await enter();
    await coursesUnderWay(2);
    fake.script.outcome = refusal;
    expect(await enter({ closedDays: CHRISTMAS })).toEqual({ changed: 0, unreached: [] });
  });

  it('tells nobody, and needs no engine, when the calendar is the same or no course is under way', async () => {
    await enter({ closedDays: CHRISTMAS });
    fake.script.down = 'temporal-unavailable';
    await enter({ closedDays: [] });
    await enter({ closedDays: CHRISTMAS });
    await coursesUnderWay(1);
    await enter({ name: 'Another Name', closedDays: ['2027-12-24', '2027-12-25'] });
    expect(fake.asked.signals).toEqual([]);
    expect((await store.practice.get())?.name).toBe('Another Name');
  });

  it('is entered while Temporal or the workers cannot be reached; the courses are owed it, and named', async () => {
    await enter();
    await coursesUnderWay(2);
    for (const down of ['temporal-unavailable', 'workers-unavailable'] as const) {
      fake.script.down = down;
      const result = await enter({
        closedDays: [...CHRISTMAS, down === 'workers-unavailable' ? '2028-01-01' : '2028-01-02'],
      });
      expect(result.changed).toBe(0);
      expect(result.unreached).toEqual([
        { course: 'course-1', code: down },
        { course: 'course-2', code: down },
      ]);
    }
    expect(await store.broadcasts.unreached()).toMatchObject([
      {
        course: 'course-1',
        report: { fields: { closedDays: expect.arrayContaining(['2028-01-01']) as string[] } },
      },
      { course: 'course-2' },
    ]);
  });

  it('that cannot be entered owes nothing to anybody', async () => {
    await enter();
    await coursesUnderWay(1);
    const staff = DEMO_PRACTICE.staff.map((member) => ({ ...member, email: null as unknown as string }));
    await expect(enter({ closedDays: CHRISTMAS, staff })).rejects.toThrow();
    expect(await closedDays()).toEqual([]);
    expect(await store.broadcasts.unreached()).toEqual([]);
    expect(fake.asked.signals).toEqual([]);
  });

  it('with another time zone is refused while courses are under way, unless it is meant for those to come', async () => {
    await enter();
    await enter({ zone: 'Europe/Berlin' });
    await coursesUnderWay(1);
    const there = { zone: 'America/New_York', closedDays: CHRISTMAS };
    await expect(enter(there)).rejects.toMatchObject({ code: 'practice-zone-differs' });
    expect(await store.practice.get()).toMatchObject({ zone: 'Europe/Berlin', closedDays: [] });
    expect(fake.asked.signals).toEqual([]);
    expect(await enter(there, { zoneForNewCourses: true })).toMatchObject({ changed: 1 });
    expect(await store.practice.get()).toMatchObject({ zone: 'America/New_York', closedDays: CHRISTMAS });
  });
});

describe('courses notified of what changed', () => {
  it('are notified side by side, ten at once at most, and all of them though one fails', async () => {
    await enter();
    await coursesUnderWay(60);
    let [atWork, most, begun] = [0, 0, 0];
    const engine = {
      ...fake.engine,
      signal: async (id: string, report: Signal) => {
        begun += 1;
        const first = begun === 1;
        atWork += 1;
        most = Math.max(most, atWork);
        await new Promise(setImmediate);
        atWork -= 1;
        if (first) throw new EngineError('workers-unavailable');
        return fake.engine.signal(id, report);
      },
    };
    const result = await enter({ closedDays: CHRISTMAS }, { engine });
    expect([result.changed, result.unreached.length, most, begun, atWork]).toEqual([59, 1, 10, 60, 0]);
  });

  it('are counted aloud, by tenths, when they are many', () => {
    const lines: string[] = [];
    const progress = progressOf('courses', (line) => lines.push(line));
    for (let done = 1; done <= 40; done += 1) progress(done, 40);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([10, '  4 of 40 courses', '  40 of 40 courses']);
    progressOf('courses', (line) => lines.push(line))(5, 5);
    expect(lines).toHaveLength(10);
  });
});
