import { retryBroadcasts } from '../../src/engine/broadcast';
import type { CourseSummary } from '../../src/store/contract';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineError, type CourseEngine } from '../../src/engine/engine';
import { instant, plusMinutes } from '../../src/time/instant';
import { AT, step, noted } from '../store/fixtures';
import { apiApp, type ApiApp } from '../api/support/apiApp';
import { fakeEngine } from '../api/support/fakeEngine';

const CALENDAR = '/api/v1/practice/calendar';

let api: ApiApp;
/** Courses that cannot be reached, and why. */
const dead = new Map<string, 'workers-unavailable' | 'course-not-running' | 'silent' | 'bug'>();
const taken: { course: string; name: string; id: string }[] = [];

const fake = fakeEngine();
const engine: CourseEngine = {
  ...fake.engine,
  signal: async (course, signal) => {
    const why = dead.get(course);
    if (why === 'silent') return new Promise(() => undefined);
    if (why === 'bug') throw new TypeError('a bug');
    if (why !== undefined) throw new EngineError(why);
    taken.push({ course, name: signal.name, id: signal.id });
    return fake.engine.signal(course, signal);
  },
};

const CLOSED: CourseSummary = {
  phase: 'closed',
  waitingOn: 'nobody',
  onHold: false,
  balanceCents: 0,
  tasks: [],
  closed: 'discharged',
};

/** A course that has begun: its first step is in the log. */
async function begun(client?: string): Promise<string> {
  const made = await api.post('/api/v1/courses', 'frontDesk', {
    client: client ?? (await api.newClient()),
    protocol: 'calm',
  });
  const { id } = made.body as { id: string };
  await api.store.commitStep(step(id, 1, [noted('begun')]));
  return id;
}

const tasks = async () =>
  ((await api.get('/api/v1/tasks').expect(200)).body as { practice: object[] }).practice;

const later = (minutes: number) => plusMinutes(instant(new Date().toISOString()), minutes);
const retried = (minutes: number) => retryBroadcasts({ store: api.store, engine }, later(minutes));

beforeAll(async () => {
  api = await apiApp({ engine, patience: { courseMs: 100, wholeMs: 1_000 } });
});
afterAll(() => api.store.close());
beforeEach(() => {
  taken.length = 0;
  dead.clear();
});
afterEach(async () => {
  dead.clear();
  await retried(1_000);
});

describe('closed days, while one course is dead', () => {
  it('reach all other courses; the answer names the one that was not reached, and why', async () => {
    const [first, second, third] = [await begun(), await begun(), await begun()];
    dead.set(second, 'workers-unavailable');
    const answer = await api.patch(CALENDAR, 'lead', { closedDays: ['2027-12-24'] }).expect(200);
    expect(answer.body).toMatchObject({
      closedDays: ['2027-12-24'],
      courses: 2,
      unreachedCount: 1,
      unreached: [{ course: second, code: 'workers-unavailable' }],
    });
    expect(taken.map(({ course }) => course).sort()).toEqual([first, third].sort());
    expect((await api.store.practice.get())?.closedDays).toEqual(['2027-12-24']);
  });

  it('reach only those that were not reached when the request is repeated, with the same key or another', async () => {
    const alive = await begun();
    const [dying, lost] = [await begun(), await begun()];
    dead.set(dying, 'workers-unavailable').set(lost, 'workers-unavailable');
    const closedDays = ['2027-12-25'];
    await api.patch(CALENDAR, 'lead', { closedDays }, 'christmas').expect(200);
    expect(taken.map(({ course }) => course)).toContain(alive);
    taken.length = 0;

    dead.delete(dying);
    const again = await api.patch(CALENDAR, 'lead', { closedDays }, 'christmas').expect(200);
    expect(again.body).toMatchObject({ unreached: [{ course: lost }], unreachedCount: 1 });
    expect(taken.map(({ course }) => course)).toEqual([dying]);
    taken.length = 0;

    dead.delete(lost);
    const other = await api.patch(CALENDAR, 'lead', { closedDays }, 'christmas-again').expect(200);
    expect(other.body).toMatchObject({ courses: 1, unreached: [], unreachedCount: 0 });
    expect(taken.map(({ course }) => course)).toEqual([lost]);
  });

  it('are reached automatically once the course answers again, under the same id, and are then owed no more', async () => {
    const course = await begun();
    dead.set(course, 'workers-unavailable');
    await api.patch(CALENDAR, 'lead', { closedDays: ['2027-12-26'] }).expect(200);
    expect(await api.store.broadcasts.unreached()).toMatchObject([{ course, why: 'workers-unavailable' }]);
    expect(await tasks()).toMatchObject([
      { kind: 'calendar-not-delivered', role: 'frontDesk', count: 1, courses: [course] },
    ]);
    await retried(2);
    expect(await api.store.broadcasts.unreached()).toMatchObject([{ course, attempts: 2 }]);
    dead.delete(course);
    taken.length = 0;
    await retried(60);
    expect(taken).toMatchObject([{ course, name: 'practiceCalendarChanged' }]);
    expect(await api.store.broadcasts.unreached()).toEqual([]);
    expect(await tasks()).toEqual([]);
  });

  it('are not asked for at every moment: a dead course is left alone for a while', async () => {
    const course = await begun();
    dead.set(course, 'workers-unavailable');
    await api.patch(CALENDAR, 'lead', { closedDays: ['2027-12-27'] }).expect(200);
    dead.delete(course);
    taken.length = 0;
    await retried(0);
    expect(taken).toEqual([]);
  });

  it('never overtake later ones: what is owed is the latest', async () => {
    const course = await begun();
    dead.set(course, 'workers-unavailable');
    await api.patch(CALENDAR, 'lead', { closedDays: ['2028-01-01'] }).expect(200);
    await api.patch(CALENDAR, 'lead', { closedDays: ['2028-01-02'] }).expect(200);
    const owed = await api.store.broadcasts.unreached();
    expect(owed).toMatchObject([{ course, report: { fields: { closedDays: ['2028-01-02'] } } }]);
  });

  it('take no longer for a course that says nothing at all than it is given', async () => {
    const course = await begun();
    dead.set(course, 'silent');
    const answer = await Promise.race([
      api.patch(CALENDAR, 'lead', { closedDays: ['2028-02-01'] }),
      pause(5_000, undefined, { ref: false }),
    ]);
    expect(answer?.body).toMatchObject({ unreached: [{ course, code: 'workers-unavailable' }] });
  });

  it('take a bounded time however many are silent: the rest is reached later', async () => {
    const courses = await Promise.all(Array.from({ length: 30 }, () => begun()));
    for (const course of courses) dead.set(course, 'silent');
    const slow = await apiApp({ engine, store: api.store, patience: { courseMs: 100, wholeMs: 150 } });
    const answer = await slow.patch(CALENDAR, 'lead', { closedDays: ['2028-02-02'] }).expect(200);
    const { unreached } = answer.body as { unreached: { course: string; code: string }[] };
    const codes = new Set(unreached.filter(({ course }) => dead.has(course)).map(({ code }) => code));
    expect(codes).toEqual(new Set(['workers-unavailable', 'not-yet']));
    dead.clear();
    taken.length = 0;
    await retried(1_000);
    expect(new Set(taken.map(({ course }) => course))).toEqual(
      new Set(unreached.map(({ course }) => course)),
    );
  });

  it('are owed to an open course whose workflow is gone, and to no course that is over', async () => {
    const [open, over] = [await begun(), await begun()];
    await api.store.commitStep(
      step(over, 2, [noted('closed')], {
        summary: {
          phase: 'closed',
          waitingOn: 'nobody',
          onHold: false,
          balanceCents: 0,
          tasks: [],
          closed: 'discharged',
        },
      }),
    );
    dead.set(open, 'course-not-running').set(over, 'course-not-running');
    const answer = await api.patch(CALENDAR, 'lead', { closedDays: ['2028-03-01'] }).expect(200);
    expect(answer.body).toMatchObject({ unreached: [{ course: open, code: 'course-not-running' }] });
  });

  it('a course that closes meanwhile is owed nothing any more', async () => {
    const course = await begun();
    dead.set(course, 'workers-unavailable');
    await api.patch(CALENDAR, 'lead', { closedDays: ['2028-03-02'] }).expect(200);
    await api.store.commitStep(step(course, 2, [noted('closed')], { summary: CLOSED }));
    dead.set(course, 'course-not-running');
    await retried(60);
    expect(await api.store.broadcasts.unreached()).toEqual([]);
  });

  it('entered again later, reach every course, though one that has closed never received them', async () => {
    const [closing, open] = [await begun(), await begun()];
    const enter = (day: string) => api.patch(CALENDAR, 'lead', { closedDays: [day] }).expect(200);
    dead.set(closing, 'workers-unavailable');
    await enter('2028-04-01');
    await api.store.commitStep(step(closing, 2, [noted('closed')], { summary: CLOSED }));
    await enter('2028-04-02');
    taken.length = 0;
    await enter('2028-04-01');
    expect(taken.map(({ course }) => course)).toContain(open);
  });

  it('a bug at one course is no reason to tell no other', async () => {
    const [first, second] = [await begun(), await begun()];
    dead.set(first, 'bug');
    const answer = await api.patch(CALENDAR, 'lead', { closedDays: ['2028-03-03'] }).expect(200);
    expect(answer.body).toMatchObject({ unreached: [{ course: first, code: 'internal' }] });
    expect(taken.map(({ course }) => course)).toContain(second);
    expect(api.lines.join('')).toContain('course not reached');
  });

  it('while Temporal is away are entered, owed to every course, and sent when it is back', async () => {
    const course = await begun();
    fake.script.down = 'temporal-unavailable';
    const answer = await api.patch(CALENDAR, 'lead', { closedDays: ['2028-03-04'] }).expect(200);
    delete fake.script.down;
    const { courses, unreached } = answer.body as {
      courses: number;
      unreached: { course: string; code: string }[];
    };
    expect(courses).toBe(0);
    expect(unreached).toContainEqual(expect.objectContaining({ course, code: 'temporal-unavailable' }));
    taken.length = 0;
    await retried(60);
    expect(taken.map((each) => each.course)).toContain(course);
  });
});

describe('a client who moves, with a dead course', () => {
  it('is changed; their other course hears of it, the dead one later', async () => {
    const client = await api.newClient();
    const [alive, dying] = [await begun(client), await begun(client)];
    dead.set(dying, 'workers-unavailable');
    taken.length = 0;
    const moved = await api
      .patch(`/api/v1/clients/${client}`, 'frontDesk', { zone: 'America/New_York' })
      .expect(200);
    expect(moved.body).toMatchObject({ client: { zone: 'America/New_York' }, courses: 1 });
    expect(moved.body).toMatchObject({ unreached: [{ course: dying, code: 'workers-unavailable' }] });
    expect(taken.map(({ course }) => course)).toEqual([alive]);
    dead.clear();
    await retried(60);
    expect(taken.map(({ course }) => course)).toEqual([alive, dying]);
  });

  it('is not mixed up with another client who moves to the same place', async () => {
    const [one, two] = [await api.newClient(), await api.newClient()];
    const [first, second] = [await begun(one), await begun(two)];
    dead.set(first, 'workers-unavailable').set(second, 'workers-unavailable');
    for (const client of [one, two]) {
      await api.patch(`/api/v1/clients/${client}`, 'frontDesk', { zone: 'Europe/Berlin' }).expect(200);
    }
    const owed = await api.store.broadcasts.unreached();
    expect(owed.map(({ course }) => course).sort()).toEqual([first, second].sort());
  });
});

describe('a move that one course reports', () => {
  it('reaches the client’s other course, although whoever stored it has died', async () => {
    const client = await api.newClient();
    const [first, second] = [await begun(client), await begun(client)];
    await begun();
    const moved = { type: 'clientMoved', at: AT, zone: 'America/Chicago' } as const;
    await api.store.commitStep(step(first, 2, [moved]));
    dead.set(second, 'workers-unavailable');
    await retryBroadcasts({ store: api.store, engine }, plusMinutes(AT, 1));
    expect(taken).toEqual([]);
    dead.clear();
    await retryBroadcasts({ store: api.store, engine }, plusMinutes(AT, 10));
    expect(taken).toMatchObject([{ course: second, name: 'clientMoved' }]);
    expect(await api.store.broadcasts.unreached()).toEqual([]);
  });
});
