import { temporalEngine } from '../../src/engine/temporalEngine';
import pino from 'pino';
import { linksAt } from '../../src/messages/links';
import type { RepeatingWork } from '../../src/processes/repeatEvery';
import { watchCourses } from '../../src/processes/watch';
import { StoreError } from '../../src/store';
import { lookAt } from '../../src/watch/find';
import { consents, signal } from '../support/courseStates';
import { coursesForTests } from '../support/courses';
import { until } from '../support/courseUnderTest';

const courses = coursesForTests();
const watches: RepeatingWork[] = [];

const watch = (everyMs = 200): void => {
  const { store, client, transport, taskQueue } = courses();
  const engine = temporalEngine(client, { taskQueue });
  const log = pino({ level: 'silent' });
  const links = linksAt('http://127.0.0.1:1');
  watches.push(watchCourses({ store, client, engine, transport, links, log, everyMs }));
};
afterEach(() => Promise.all(watches.splice(0).map((each) => each.stop())));

const why = async (course: string) => (await courses().store.stuck.find(course))?.why;
const mailsAbout = (course: string) =>
  courses()
    .mail.messages()
    .filter(({ raw }) => raw.includes('action needed') && raw.replaceAll('=\r\n', '').includes(course));

/** Tasks that fail are tried again after this long, so that a test need not wait. */
const IMPATIENT = { workflow: { workflowTaskTimeout: '1 second' } } as const;

describe('the watch', () => {
  it('finds a course whose workflow tasks fail, tells the lead once, and forgets it when it responds again', async () => {
    const [healthy, course] = [await courses().start(IMPATIENT), await courses().start(IMPATIENT)];
    courses().between.commit = (request, real) =>
      request.course === course.id ? Promise.reject(new StoreError('query-failed')) : real(request);
    const { name, ...payload } = consents('while-stuck');
    await course.handle.signal(name, payload);
    await healthy.report(consents());
    watch();
    watch();
    await until(
      'the watch finds it',
      () => why(course.id),
      (found) => found === 'tasks-failing',
      60_000,
    );
    await until(
      'the lead is notified',
      () => Promise.resolve(mailsAbout(course.id)),
      (mails) => mails.length > 0,
    );
    expect(await why(healthy.id)).toBeUndefined();
    expect(await courses().store.stuck.state()).toMatchObject({
      stuck: 1,
      watchedAt: expect.any(String) as string,
    });

    courses().between.commit = undefined;
    await course.eventOf('consentSigned', ({ cause }) => cause === 'while-stuck');
    await until(
      'it responds again',
      () => why(course.id),
      (found) => found === undefined,
      30_000,
    );
    expect(mailsAbout(course.id)).toHaveLength(1);
    const kinds = (await courses().store.audit.list('watch')).filter(
      ({ courseId }) => courseId === course.id,
    );
    expect(kinds.map(({ kind }) => kind).reverse()).toEqual(['course-stuck', 'course-responds']);
  }, 120_000);

  it('finds a course that somebody has terminated, and none that was only canceled', async () => {
    const [canceled, course] = [await courses().start(), await courses().start()];
    await canceled.handle.cancel();
    await course.handle.terminate('by hand');
    expect(await lookAt(courses().client, course.id)).toMatchObject({ verdict: 'workflow-missing' });
    watch();
    await until(
      'the watch finds it',
      () => why(course.id),
      (found) => found === 'workflow-missing',
    );
    expect(await why(canceled.id)).toBeUndefined();
    expect(await canceled.report(signal('consentSigned', { kinds: ['part2'] }))).toMatchObject({
      accepted: true,
    });
  });

  it('keeps to one process at a time, and another takes over from one that has died', async () => {
    const { store } = courses();
    await store.db.deleteFrom('watch').execute();
    expect(await store.stuck.takeWatch('a', 1)).toBe(true);
    expect(await store.stuck.takeWatch('b', 1)).toBe(false);
    // The last word of one that has died is over at once.
    expect(await store.stuck.takeWatch('a', 0)).toBe(true);
    expect(await store.stuck.takeWatch('b', 1)).toBe(true);
    expect(await store.stuck.takeWatch('a', 1)).toBe(false);
    await store.stuck.leaveWatch('b');
    expect(await store.stuck.takeWatch('a', 1)).toBe(true);
  });
});
