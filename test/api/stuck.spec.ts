import request from 'supertest';
import { instant, plusMinutes } from '../../src/time/instant';
import { noted, step } from '../store/fixtures';
import type { CourseSummary } from '../../src/store/contract';
import { apiApp, type ApiApp } from './support/apiApp';

const SINCE = instant('2027-01-04T17:00:00Z');
const NOTIFIED = instant('2027-01-04T17:00:20Z');

let api: ApiApp;
let course: string;

beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());
beforeEach(async () => {
  course = await api.newCourse();
  await api.store.commitStep(step(course, 1, [noted('begun')]));
});
afterEach(async () => {
  delete api.script.down;
  for (const { courseId } of await api.store.stuck.list()) await api.store.stuck.responds(courseId, SINCE);
  for (const suspect of await api.store.stuck.suspects()) await api.store.stuck.unsuspect(suspect);
});

const report = (key = 'adverse-1') =>
  api.post(`/api/v1/courses/${course}/signals/consentSigned`, 'frontDesk', { kinds: ['treatment'] }, key);

const found = async (why: 'tasks-failing' | 'workflow-missing' = 'tasks-failing') => {
  await api.store.stuck.found(course, why, SINCE);
  await api.store.stuck.notified('lead', [course], NOTIFIED, {});
};

describe('a course that does not respond', () => {
  it('answers a report with what to do now: write it down, whom to call, who knows, send it again', async () => {
    await found();
    api.script.down = 'workers-unavailable';
    const answer = await report().expect(503);
    const { code, detail } = answer.body as { code: string; detail: string };
    expect(code).toBe('course-stuck');
    expect(detail).toContain('may still be accepted when the course responds');
    expect(detail).toMatch(
      /Write it down\. About anything urgent, call the lead, or the practice at \+1 503 555 0199\./,
    );
    expect(detail).toContain('The lead was notified on Monday, January 4, 2027 at 9:00 AM');
    expect(detail).toContain('same Idempotency-Key');
    expect(answer.body).toMatchObject({
      known: { live: false, stuck: { since: SINCE, why: 'tasks-failing' } },
    });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    delete api.script.down;
    await report().expect(200);
  });

  it('says that the report was not accepted when the course has no workflow, found by the watch or not', async () => {
    api.script.down = 'course-not-running';
    const unnoticed = await report('missing-1').expect(503);
    expect(unnoticed.body).toMatchObject({
      code: 'course-stuck',
      known: { stuck: { why: 'workflow-missing' } },
    });
    expect((unnoticed.body as { detail: string }).detail).toContain(
      'Your report was not accepted. Write it down',
    );
    expect(await api.store.stuck.suspects()).toEqual([course]);
  });

  it('is what the database knows, and says so', async () => {
    await found();
    api.script.down = 'query-failed';
    const answer = await api.get(`/api/v1/courses/${course}`).expect(200);
    expect(answer.body).toMatchObject({
      ...{ live: false, staleReason: 'course-stuck', revision: 1 },
      stuck: { since: SINCE, why: 'tasks-failing', leadNotifiedAt: NOTIFIED },
    });
  });

  it('answers a question alike, wherever it is asked, and is looked at next', async () => {
    api.script.down = 'course-not-running';
    const answer = await api.get(`/api/v1/courses/${course}`).expect(200);
    expect(answer.body).toMatchObject({ live: false, staleReason: 'course-stuck' });
    expect(answer.body).not.toHaveProperty('possible');
    const calls = [
      api.get(`/api/v1/courses/${course}/forecast`),
      api.get(`/api/v1/courses/${course}/estimate`, 'biller'),
      api.get(`/api/v1/courses/${course}/refund`, 'biller'),
    ];
    for (const call of calls) {
      const body = (await call.expect(503)).body as object;
      expect(body).toMatchObject({ code: 'course-stuck', known: { stuck: { why: 'workflow-missing' } } });
      expect((body as { detail: string }).detail).not.toContain('report');
    }
    expect(await api.store.stuck.suspects()).toEqual([course]);
  });

  it('stands in the morning lists, and leaves them by itself', async () => {
    await found('workflow-missing');
    const morning = async () =>
      ((await api.get('/api/v1/morning').expect(200)).body as { courses: object }).courses;
    const listed = async () => {
      const answer = await api.get('/api/v1/courses?view=stuck').expect(200);
      return (answer.body as { courses: { id: string }[] }).courses.map(({ id }) => id);
    };
    expect(await morning()).toMatchObject({ stuck: 1 });
    expect(await listed()).toEqual([course]);
    const practice = async () =>
      ((await api.get('/api/v1/tasks').expect(200)).body as { practice: object[] }).practice;
    expect(await practice()).toMatchObject([
      { kind: 'course-stuck', role: 'lead', since: SINCE, count: 1, courses: [course] },
    ]);
    await api.store.stuck.responds(course, NOTIFIED);
    expect(await morning()).toMatchObject({ stuck: 0 });
    expect(await listed()).toEqual([]);
    expect(await practice()).toEqual([]);
  });

  it('makes the API degraded, not unready, and reports the number', async () => {
    const ready = async () => (await request(api.app).get('/readyz').expect(200)).body as object;
    expect(await ready()).toMatchObject({ status: 'ready', checks: { courses: { notResponding: 0 } } });
    await found();
    await api.store.stuck.takeWatch('me', 1);
    await api.store.stuck.watched(NOTIFIED);
    expect(await ready()).toMatchObject({
      ...{ status: 'degraded' },
      checks: { database: 'up', temporal: 'up', courses: { notResponding: 1, watchedAt: NOTIFIED } },
    });
  });

  it('may be unknown: when nobody has looked for minutes, the API says that it is degraded', async () => {
    const status = async () =>
      ((await request(api.app).get('/readyz').expect(200)).body as { status: string }).status;
    const minutesAgo = (minutes: number) => plusMinutes(instant(new Date().toISOString()), -minutes);
    await api.store.stuck.takeWatch('me', 1);
    await api.store.stuck.watched(minutesAgo(1));
    expect(await status()).toBe('ready');
    await api.store.stuck.watched(minutesAgo(6));
    expect(await status()).toBe('degraded');
  });

  it('is kept in the audit: when it stopped, who was notified, when it responded', async () => {
    await found();
    await api.store.stuck.found(course, 'tasks-failing', NOTIFIED);
    await api.store.stuck.responds(course, NOTIFIED);
    await api.store.stuck.responds(course, NOTIFIED);
    const kinds = (await api.store.audit.list('watch'))
      .filter(({ courseId, detail }) => courseId === course || JSON.stringify(detail).includes(course))
      .map(({ kind }) => kind);
    expect(kinds.reverse()).toEqual(['course-stuck', 'lead-notified', 'course-responds']);
  });
});

describe('a course that responds', () => {
  it.each(['workers-unavailable', 'course-busy'] as const)(
    'whose engine just does not answer is only suspected: the answer (%s) is as before, and the watch looks',
    async (code) => {
      api.script.down = code;
      const answer = await report('busy-1').expect(503);
      expect(answer.body).toMatchObject({ code });
      expect(await api.store.stuck.suspects()).toEqual([course]);
    },
  );

  it('of which Temporal is away is not suspected', async () => {
    api.script.down = 'temporal-unavailable';
    await report('away-1').expect(503);
    expect(await api.store.stuck.suspects()).toEqual([]);
  });

  it('that is closed and over is refused as before', async () => {
    const summary: CourseSummary = {
      phase: 'closed',
      waitingOn: 'nobody',
      onHold: false,
      balanceCents: 0,
      tasks: [],
    };
    await api.store.commitStep(
      step(course, 2, [noted('end')], { summary: { ...summary, closed: 'discharged' } }),
    );
    api.script.down = 'course-not-running';
    const answer = await report('over-1').expect(409);
    expect(answer.body).toMatchObject({ code: 'course-not-running' });
    const late = await api.post(`/api/v1/courses/${course}/signals/crisisFlagged`, 'therapist', {}, 'over-2');
    expect(late.status).toBe(409);
    const { detail } = late.body as { detail: string };
    expect(detail).toContain('nobody was notified');
    expect(detail).toMatch(/at \+?[\d ()-]+\d\. If someone may be in danger, call 911\. The 988 /);
  });
});
