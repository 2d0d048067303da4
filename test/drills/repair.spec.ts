import { temporalEngine } from '../../src/engine/temporalEngine';
import { Client } from '@temporalio/client';
import pino from 'pino';
import type { Recorded } from '../../src/course/events';
import { instant, plusHours, type Instant } from '../../src/time/instant';
import { inOrder, simulate, type ScriptedSignal } from '../../src/course/forecast/simulate';
import { linksAt } from '../../src/messages/links';
import { watchCourses } from '../../src/processes/watch';
import { planRepair, repair, type RepairContext } from '../../src/repair/repair';
import { dataConverter } from '../../src/security/dataConverter';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { bundled } from '../../src/workers/bundle';
import { lookAt } from '../../src/watch/find';
import type { Signal } from '../../src/catalog/signals';
import {
  book,
  consents,
  FRONT_DESK,
  PRACTICE,
  shortCalm,
  signal,
  START,
  ZONE,
} from '../support/courseStates';
import { coursesForTests } from '../support/courses';
import { CourseUnderTest, gate, until } from '../support/courseUnderTest';

const courses = coursesForTests({ worker: false });

/** Workflow tasks are tried again after this long, so that a test need not wait. */
const IMPATIENT = { workflow: { workflowTaskTimeout: '1 second' } } as const;

const workshop = (): RepairContext => {
  const { client, store, taskQueue } = courses();
  return { client, store, taskQueue, now: () => instant(new Date().toISOString()), by: 'engineer-1' };
};

const again = ({ id, handle }: CourseUnderTest): CourseUnderTest =>
  new CourseUnderTest(id, courses().client.workflow.getHandle(handle.workflowId), courses().store);

const at = (when: Instant, reported: Signal): ScriptedSignal => ({
  at: when,
  signal: { ...reported, occurredAt: when },
});

/** What is the same in every run of a course: not when it was recorded, nor after what. */
const comparable = (events: readonly Recorded[]) =>
  events.map(({ recordedAt: _, seq: __, ...event }): object => JSON.parse(JSON.stringify(event)) as object);

async function reportRaw(course: CourseUnderTest, { name, ...payload }: Signal): Promise<void> {
  await course.handle.signal(name, payload);
}

/** Somebody whose keys nobody here has. */
const stranger = (): Client =>
  new Client({
    ...{ connection: courses().client.connection, namespace: courses().place.namespace },
    dataConverter: dataConverter(parseKeyring(newKeyEntry('stranger'))),
  });

const mailsWith = (text: string) =>
  courses()
    .mail.messages()
    .filter(({ raw }) => raw.replaceAll('=\r\n', '').includes(text));

let badRelease: { code: string };
beforeAll(async () => {
  badRelease = await bundled(require.resolve('../replay/support/incompatible'));
}, 180_000);
afterEach(() => courses().stopWorker());

const OPENS = START;
const BOOKED = instant('2036-01-07T17:30:00Z');
const MOVED = instant('2036-01-07T17:45:00Z');
const DIED = instant('2036-01-07T18:00:00Z');
const SESSION = instant('2036-01-11T14:00:00-08:00');

describe('a course that a bad release has left behind, so that the good one cannot replay it', () => {
  it('is found, announced, and repaired: it continues as if nothing had happened, with what was reported in between', async () => {
    const reported: ScriptedSignal[] = [
      at(OPENS, consents('consents')),
      at(BOOKED, book('preparation', '2036-01-10T14:00:00-08:00')),
    ];
    await courses().startWorker({ bundle: badRelease });
    const dead = await courses().start(IMPATIENT);
    for (const each of reported) {
      await dead.skipTo(each.at);
      await dead.report(each.signal);
    }
    await dead.settled();
    // From here on the mail server takes nothing of the courses.
    courses().between.send = () => Promise.resolve({ outcome: 'temporary', code: 'mail-connection' });
    const moved = at(
      MOVED,
      signal('sessionRescheduled', { session: 'preparation-1', start: SESSION }, 'moved'),
    );
    await dead.skipTo(moved.at);
    await dead.report(moved.signal);
    reported.push(moved);
    await until(
      'a mail waits',
      () => dead.messages(),
      (all) => all.some(({ deferredAt }) => deferredAt !== undefined),
    );
    await courses().stopWorker();

    // The good release is rolled out: it cannot replay what the bad one did.
    await courses().startWorker();
    const adverse = at(MOVED, signal('adverseEventReported', {}, 'adverse-1'));
    await reportRaw(dead, adverse.signal);
    await until(
      'its tasks fail',
      () => lookAt(courses().client, dead.id),
      ({ verdict }) => verdict === 'tasks-failing',
      60_000,
    );
    const engine = temporalEngine(courses().client, {
      taskQueue: courses().taskQueue,
      timeouts: { signal: 1_500 },
    });
    const crisis = at(DIED, signal('crisisFlagged', {}, 'crisis-1'));
    await expect(engine.signal(dead.id, crisis.signal)).rejects.toMatchObject({
      code: 'workers-unavailable',
    });
    await dead.handle.signal('adverseEventReported', 'junk');
    await stranger()
      .workflow.getHandle(dead.handle.workflowId)
      .signal('consentSigned', { kinds: ['part2'] });

    const { store, client, transport } = courses();
    const watch = watchCourses({
      ...{ store, client, transport, engine, links: linksAt('http://127.0.0.1:1') },
      ...{ log: pino({ level: 'silent' }), everyMs: 200 },
    });
    await until(
      'the lead is notified',
      () => Promise.resolve(mailsWith('action needed')),
      (mails) => mails.length > 0,
    );

    const { runId } = await dead.handle.describe();
    const plan = await planRepair(workshop(), dead.id);
    expect(plan).toMatchObject({ why: 'tasks-failing', run: runId });
    expect(plan.pending).toMatchObject([
      { signal: { name: 'adverseEventReported', payload: { id: 'adverse-1' } } },
      { signal: { name: 'adverseEventReported', payload: 'junk' } },
      { signal: { name: 'consentSigned' }, unreadable: 'payload-key-unknown' },
    ]);
    expect(plan.errands.map(({ kind }) => kind)).toEqual(['message']);
    expect((await dead.handle.describe()).runId).toBe(runId);

    const done = await repair(workshop(), dead.id);
    expect(done).toMatchObject({ responds: true, revision: plan.revision });
    expect(done.newRun).not.toBe(runId);
    courses().between.send = undefined;
    const course = again(dead);
    await course.skipTo(MOVED);
    await course.eventOf('adverseEventReported');
    await until(
      'the finding is gone',
      () => store.stuck.find(dead.id),
      (found) => found === undefined,
    );
    await watch.stop();
    reported.push(adverse);

    // What got no answer is sent again, under its id, and the course goes on.
    for (const each of [crisis, at(SESSION, signal('crisisFlagged', {}, 'crisis-2'))]) {
      await course.skipTo(each.at);
      await course.report(each.signal);
      reported.push(each);
    }
    await course.settled();

    const first = {
      at: START,
      course: dead.id,
      protocol: shortCalm(),
      practice: PRACTICE,
      client: { zone: ZONE },
    };
    const model = simulate(first, FRONT_DESK, inOrder(reported), SESSION);
    const logged = await course.events();
    // The mail of the move goes out late: a hold does not keep the time of an appointment from the client.
    const late = logged.filter(({ type }) => type === 'messageDelivered');
    expect(late).toMatchObject([{ key: 'sessionMoved:preparation-1.1:client' }]);
    expect(comparable(logged.filter((event) => !late.includes(event)))).toEqual(comparable(model.events));
    expect(await course.status()).toMatchObject({ balanceCents: 0, onHold: model.course.holds.length > 0 });
    expect((await course.status()).tasks.map(({ key }) => key).sort()).toEqual(
      Object.keys(model.course.tasks).sort(),
    );
    for (const { state, messageId = 'none' } of await course.messages()) {
      if (state === 'sent') expect(mailsWith(messageId)).toHaveLength(1);
    }
    const unsent = (await course.messages()).filter(({ state }) => state !== 'sent');
    expect(
      new Set(unsent.map(({ template, state, dropReason }) => `${template} ${state} ${dropReason}`)),
    ).toEqual(new Set(['sessionReminder dropped on-hold']));
    expect(mailsWith('action needed')).toHaveLength(1);
    expect((await store.events.verify(dead.id)).ok).toBe(true);
    expect(await course.refusals()).toMatchObject([
      { code: 'malformed-signal' },
      {
        code: 'malformed-signal',
        reasons: [{ sentence: expect.stringContaining('payload-key-unknown') as string }],
      },
    ]);
    const kinds = (await store.audit.list(`course:${dead.id}`)).map(({ kind }) => kind);
    expect(kinds).toContain('course-repaired');
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  }, 180_000);
});

describe('an old worker that still holds the run that was ended', () => {
  const heldCommit = async () => {
    await courses().startWorker();
    const course = await courses().start();
    await course.settled();
    const [entered, released] = [gate(), gate()];
    let first = true;
    courses().between.commit = async (request, real) => {
      if (!first || request.course !== course.id) return real(request);
      first = false;
      entered.open();
      await released.opened;
      return real(request).finally(() => {
        stored.open();
      });
    };
    const stored = gate();
    await reportRaw(course, consents('held'));
    await entered.opened;
    return { course, released, stored };
  };

  const oneConsent = async (course: CourseUnderTest) => {
    const events = await course.eventsOf('consentSigned');
    expect(events.map(({ cause }) => cause)).toEqual(['held']);
    expect((await courses().store.events.verify(course.id)).ok).toBe(true);
    const steps = await courses().store.steps.ofCourse(course.id);
    expect(steps.filter(({ consumed }) => consumed.includes('held'))).toHaveLength(1);
  };

  it('cannot fork the course: its step comes too late, and changes nothing', async () => {
    const { course: old, released, stored } = await heldCommit();
    await old.handle.terminate();
    await repair(workshop(), old.id);
    const course = again(old);
    await course.advanceTo(START);
    await course.eventOf('consentSigned');
    const before = await course.events();
    released.open();
    await stored.opened;
    await course.settled();
    expect(await course.events()).toEqual(before);
    await oneConsent(course);
    const { revision } = await course.status();
    expect(revision).toBe((await courses().store.courses.find(old.id))?.revision);
  });

  it('that stores its step after the repair has read the log has it adopted: the log decides', async () => {
    const { course: old, released, stored } = await heldCommit();
    await old.handle.terminate();
    const wait = gate();
    const before = courses().between.commit;
    courses().between.commit = async (request, real) => {
      if (before && request.signals.length === 0 && request.consumed.length === 0)
        return before(request, real);
      await wait.opened;
      return real(request);
    };
    await repair(workshop(), old.id);
    released.open();
    await stored.opened;
    wait.open();
    const course = again(old);
    await course.advanceTo(START);
    await course.eventOf('consentSigned');
    await course.settled();
    await oneConsent(course);
    expect(await course.messagesOf('welcome')).toMatchObject([{ state: 'sent' }]);
    expect(await course.report(signal('consentSigned', { kinds: ['part2'] }))).toMatchObject({
      accepted: true,
    });
  });
});

describe('a repair', () => {
  it('is refused where there is nothing to repair', async () => {
    await courses().startWorker();
    const course = await courses().start();
    await course.settled();
    const { runId } = await course.handle.describe();
    await expect(repair(workshop(), course.id)).rejects.toMatchObject({ code: 'course-responds' });
    await expect(planRepair(workshop(), 'nobody')).rejects.toMatchObject({ code: 'course-unknown' });
    expect((await course.handle.describe()).runId).toBe(runId);
  });

  it('sends what was owed and not out, once, and nothing that was out again', async () => {
    await courses().startWorker();
    const course = await courses().start();
    await course.report(consents());
    await course.settled();
    courses().between.send = () => Promise.resolve({ outcome: 'temporary', code: 'mail-connection' });
    await course.report(book('preparation', '2036-01-10T14:00:00-08:00'));
    await until(
      'a mail waits',
      () => course.messagesOf('sessionBooked'),
      ([mail]) => mail?.deferredAt !== undefined,
    );
    await course.handle.terminate();
    courses().between.send = undefined;
    const { errands } = await repair(workshop(), course.id);
    expect(errands).toMatchObject([{ kind: 'message', message: { template: 'sessionBooked' } }]);
    const repaired = again(course);
    await repaired.advanceTo(plusHours(START, 1));
    for (const template of ['welcome', 'sessionBooked']) {
      const [message] = await repaired.messagesOf(template);
      expect(message).toMatchObject({ state: 'sent' });
      expect(mailsWith(message?.messageId ?? 'none')).toHaveLength(1);
    }
  });

  it('of a course that never got to its first step begins it as it was meant to', async () => {
    const course = await courses().start();
    await course.handle.terminate();
    await courses().startWorker();
    const { newRun } = await repair(workshop(), course.id);
    expect(newRun).toBeTruthy();
    const begun = again(course);
    await begun.advanceTo(START);
    expect(await begun.eventsOf('courseStarted')).toMatchObject([{ course: course.id, at: START }]);
  });

  it('that was cut off, or did not help, loses nothing of what it had read', async () => {
    await courses().startWorker();
    const course = await courses().start();
    await course.settled();
    await courses().stopWorker();
    await reportRaw(course, consents('first'));
    await course.handle.terminate();
    const started = await repair({ ...workshop(), patienceMs: 500 }, course.id);
    expect(started).toMatchObject({ responds: false });
    await reportRaw(again(course), signal('consentSigned', { kinds: ['part2'] }, 'second'));
    await again(course).handle.terminate();
    await courses().startWorker();
    const { pending } = await repair(workshop(), course.id);
    expect(
      pending.map(({ signal: { kind, ...one } }) => [kind, 'payload' in one && one.payload]),
    ).toMatchObject([
      ['raw', { id: 'first' }],
      ['raw', { id: 'second' }],
    ]);
    const repaired = again(course);
    await repaired.advanceTo(START);
    await repaired.eventOf('consentSigned', ({ cause }) => cause === 'second');
    const causes = (await repaired.eventsOf('consentSigned')).map(({ cause }) => cause);
    expect(causes).toEqual(['first', 'second']);
  }, 90_000);
});
