import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { instant, plusHours } from '../../src/time/instant';
import { LEDGER_OPEN_DAYS } from '../../src/course/decide/afterClose';
import type { Signal } from '../../src/catalog/signals';
import { EngineError } from '../../src/engine/engine';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { migrate } from '../../src/workflows/migrate';
import { book, consents, courseUntil, signal, START } from '../support/courseStates';
import { coursesForTests, TASK_QUEUE } from '../support/courses';
import { until, type CourseUnderTest } from '../support/courseUnderTest';

const courses = coursesForTests();

const KapProtocol = defineSearchAttributeKey('KapProtocol', SearchAttributeType.KEYWORD);

const runOf = async (course: CourseUnderTest) => (await course.handle.describe()).runId;

/** Another run than this one. */
const nextRun = (course: CourseUnderTest, run: string) =>
  until(
    'the course goes on in a new run',
    () => runOf(course),
    (now) => now !== run,
  );

/** The server turns away Updates that meet the very end of a run, and the course a second one: sent again, nothing is lost or doubled. */
async function reportUntilAnswered(course: CourseUnderTest, reported: Signal): Promise<void> {
  const engine = temporalEngine(courses().client, { taskQueue: TASK_QUEUE });
  await until(
    'the Update is answered',
    () => engine.signal(course.id, reported).catch((error: unknown) => error),
    (answer) => {
      if (answer instanceof EngineError && answer.code !== 'workers-unavailable') throw answer;
      return !(answer instanceof Error);
    },
  );
}

const part2 = (): Signal => signal('consentSigned', { kinds: ['part2'] });

describe('a course whose history has grown long', () => {
  it('goes on in a new run with its state, its answers and its pending deadline', async () => {
    const course = await courses().start({ continueAsNewAt: 60 });
    const first = await runOf(course);
    const reported = consents();
    const answer = await course.report(reported);
    await course.report(book('preparation', '2036-01-10T14:00:00-08:00'));
    const refused = signal('dosingEnded', { session: 'dosing-1' }, 'impossible');
    const { name, ...payload } = refused;
    await course.handle.signal(name, payload);
    await course.settled();
    let sayings = 0;
    while ((await runOf(course)) === first && sayings < 20) {
      await course.report(part2());
      sayings += 1;
    }
    const second = await nextRun(course, first);
    await course.settled();

    const { comingUp, revision } = await course.status();
    expect(comingUp.filter(({ key }) => key.startsWith('sessionReminder'))).toHaveLength(2);
    expect(revision).toBe((await courses().store.courses.find(course.id))?.revision);
    expect(answer).toMatchObject({ accepted: true, repeated: false });
    expect(await course.report(reported, 'after-the-new-run')).toMatchObject({
      accepted: true,
      repeated: true,
    });
    expect(await course.refused(refused)).toMatchObject({ code: 'no-dosing-under-way' });
    expect(await course.eventsOf('consentSigned')).toHaveLength(1 + sayings);
    expect(await runOf(course)).toBe(second);

    await course.advanceTo(instant('2036-01-09T14:00:00-08:00'));
    expect(await course.messagesOf('sessionReminder')).toMatchObject([
      { state: 'sent', dueAt: instant('2036-01-09T14:00:00-08:00') },
    ]);
  });

  it('shows an engineer where it stands in the new run too', async () => {
    const course = await courses().start({ continueAsNewAt: 25 });
    const first = await runOf(course);
    for (let reported = 0; reported < 8 && (await runOf(course)) === first; reported += 1)
      await course.report(part2());
    await nextRun(course, first);
    await course.settled();
    const { currentDetails } = await course.handle.query<{ currentDetails: string }>(
      '__temporal_workflow_metadata',
    );
    expect(currentDetails).toContain('waiting on');
    const { typedSearchAttributes } = await course.handle.describe();
    expect(typedSearchAttributes.get(KapProtocol)).toBe('calm@1');
  });

  it('stays bounded, however much is reported, and loses nothing at the seams', async () => {
    const most = 40;
    const course = await courses().start({ continueAsNewAt: most });
    const first = await runOf(course);
    const ids: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const many = Array.from({ length: 5 }, part2);
      ids.push(...many.map(({ id }) => id));
      await Promise.all(
        many.map(async (one, at) => {
          const { name, ...payload } = one;
          await (at % 2 === 0 ? reportUntilAnswered(course, one) : course.handle.signal(name, payload));
        }),
      );
      await course.settled();
      expect((await course.handle.describe()).historyLength).toBeLessThan(most + 40);
    }
    expect(await runOf(course)).not.toBe(first);
    const causes = (await course.eventsOf('consentSigned')).map(({ cause }) => cause);
    expect(causes.sort()).toEqual(ids.sort());
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  });
});

describe('carried state', () => {
  const { course } = courseUntil(({ sessions }) => sessions.length > 0);

  it('of version 1 is today’s', () => {
    expect(migrate({ version: 1, course } as { version: number })).toEqual({
      course,
      inbox: [],
      errands: [],
    });
    expect(JSON.parse(JSON.stringify(course))).toEqual(course);
  });

  it('of version 2 is more than the state, and taken over whole', () => {
    const more = {
      course,
      inbox: [{ kind: 'raw', id: 'raw-1', name: 'consentSigned', payload: {} }],
      errands: [],
    };
    expect(migrate({ version: 2, ...more })).toEqual(more);
  });

  it('of before tasks that people closed were kept apart keeps them closed', () => {
    const done = {
      ...course.done,
      'issue-estimate': course.startedAt,
      'welcome:course:client': course.startedAt,
    };
    const ticked = { 'issue-estimate': course.startedAt };
    const migrated = (more: object) =>
      migrate({ version: 2, course: { ...course, done, ...more } } as never).course;
    expect(migrated({})).toEqual({ ...course, done, ticked });
    expect(migrated({ ticked: {} })).toEqual({ ...course, done, ticked: {} });
  });

  it('of before the lines of the ledger were kept owes what it owed, and knows where a session was moved from', () => {
    const { lines: _none, ...money } = course.money;
    const unpaid = [{ entry: 'charge-1', at: course.startedAt, cents: 25_000 }];
    const sessions = course.sessions.map((session) => ({ ...session, movedFrom: course.startedAt }));
    const migrated = migrate({
      version: 2,
      course: { ...course, money: { ...money, unpaid }, sessions },
    } as never);
    expect(migrated.course?.money).toEqual({ ...money, lines: unpaid });
    expect(migrated.course?.sessions.map(({ movedFrom }) => movedFrom)).toEqual(
      sessions.map(({ movedFrom }) => [movedFrom]),
    );
  });

  it.each([0, 3, Number.NaN])('of an unknown version (%p) is refused', (version) => {
    expect(() => migrate({ version })).toThrow(RangeError);
  });

  it('of an unknown version fails the task, not the course: a newer worker can take it over', async () => {
    await courses().stopWorker();
    const started = await courses().start({ carried: { version: 99, course } as never });
    await courses().startWorker();
    await until(
      'the task fails',
      () => started.count('EVENT_TYPE_WORKFLOW_TASK_FAILED'),
      (failed) => failed > 0,
    );
    expect((await started.handle.describe()).status.name).toBe('RUNNING');
    await started.handle.terminate();
  });
});

describe('a closed course', () => {
  it('keeps its ledger open for its time, refuses all else, and then completes', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.report(signal('clientWithdrew', {}));
    const pay = signal('paymentPosted', { cents: 12_300, method: 'card' });
    expect(await course.report(pay)).toMatchObject({ accepted: true });
    const soon = plusHours(START, 30 * 24);
    await course.advanceTo(soon);
    expect(await course.refused(book('preparation', plusHours(soon, 24)))).toMatchObject({
      code: 'course-closed',
    });
    const back = signal('paymentRefunded', { cents: 12_300, reason: 'not used' });
    expect(await course.report(back)).toMatchObject({ accepted: true });
    expect((await course.status()).balanceCents).toBe(0);

    const closes = plusHours(START, LEDGER_OPEN_DAYS * 24);
    await course.advanceTo(plusHours(closes, -2));
    expect((await course.handle.describe()).status.name).toBe('RUNNING');
    await expect(course.skipTo(plusHours(closes, 2))).rejects.toThrow('has ended');
    await expect(course.handle.result()).resolves.toEqual({ outcome: 'withdrawn' });
    const { totals } = await courses().store.ledger.ofCourse(course.id);
    expect(JSON.stringify(totals)).toContain('12300');
  });
});
