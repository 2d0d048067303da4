import { temporalEngine } from '../../src/engine/temporalEngine';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../src/activities';
import { instant } from '../../src/time/instant';
import { evolve } from '../../src/course/evolve';
import type { Course } from '../../src/course/state';
import { mailQueue } from '../../src/workflows/contract';
import { book, consents, signal, START } from '../support/courseStates';
import { coursesForTests, type Courses } from '../support/courses';
import { gate, until } from '../support/courseUnderTest';
import type { PostmanOptions } from './support/mortalPostman';
import type { MortalOptions, ToChild, ToParent } from './support/mortalWorker';

const courses = coursesForTests({ worker: false });

const children: ChildProcess[] = [];
let stopActivities: (() => Promise<void>) | undefined;

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await courses().stopWorker();
  await stopActivities?.();
  stopActivities = undefined;
});

describe('a worker stopped and started again', () => {
  it('takes every course up where it stood, by replay, with its clocks and what was reported meanwhile', async () => {
    await courses().startWorker();
    const course = await courses().start();
    await course.report(consents());
    await course.report(book('preparation', '2036-01-10T14:00:00-08:00'));
    await course.settled();
    const before = await course.status();
    await courses().stopWorker();

    await course.handle.signal('consentSigned', {
      ...{ id: 'while-away', by: { role: 'client', id: 'client-1' }, kinds: ['part2'] },
    });
    await courses().startWorker();
    await course.eventOf('consentSigned', ({ cause }) => cause === 'while-away');
    await course.settled();
    expect(await course.status()).toMatchObject({ phase: before.phase, revision: before.revision + 1 });
    await course.advanceTo(instant('2036-01-10T14:00:00-08:00'));
    expect(await course.messagesOf('sessionReminder')).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  });
});

describe('a worker killed after the commit and before the end of its workflow task', () => {
  it('the course adopts what is stored; what came in meanwhile waits for the next step; nothing goes out twice', async () => {
    stopActivities = await activitiesOnly(courses());
    const child = mortalWorker(courses(), 'deadly');
    const course = await courses().start({ workflow: { workflowTaskTimeout: '2 seconds' } });
    await course.skipTo(START);
    await course.eventOf('courseStarted');
    await course.settled();

    // A mail that is refused only once the worker is dead: the course has still to hear of it.
    const hold = gate();
    courses().between.send = async (real) => {
      await hold.opened;
      return real();
    };
    courses().mail.behave('refuse-permanently');
    await course.report(consents());
    const by = { role: 'client', id: 'client-1' };
    const died = once(child, 'exit');
    const part2 = { id: 'deadly', by, kinds: ['part2'] };
    await course.handle.signal('consentSigned', part2);
    expect(await died).toEqual([null, 'SIGKILL']);
    const stored = await course.events();
    expect(stored.at(-1)).toMatchObject({ type: 'consentSigned', cause: 'deadly' });

    hold.open();
    await until(
      'the fate of the mail is in the history',
      () => course.count('EVENT_TYPE_ACTIVITY_TASK_COMPLETED'),
      (completed) => completed > 0,
    );
    await course.handle.signal('consentSigned', { id: 'junk', by, kinds: 'x' });
    await course.handle.signal('consentSigned', { id: 'after', by, kinds: ['supportPersonContact'] });
    expect(await course.events()).toEqual(stored);
    courses().mail.behave('accept');

    await courses().startWorker();
    await course.eventOf('consentSigned', ({ cause }) => cause === 'after');
    await course.settled();
    const events = await course.events();
    expect(events.slice(0, stored.length)).toEqual(stored);
    const causes = (await course.eventsOf('consentSigned')).map(({ cause }) => cause);
    expect(causes.slice(1)).toEqual(['deadly', 'after']);
    // Neither the fate of the mail nor the refusal of the junk is forgotten.
    expect(await course.eventsOf('messageUndelivered')).toMatchObject([{ how: 'failed' }]);
    expect((await course.status()).tasks.map(({ kind }) => kind)).toContain('call-instead-of-mail');
    expect(await course.refusals()).toMatchObject([{ code: 'malformed-signal' }]);

    expect(await course.report(signal('consentSigned', { kinds: ['part2'] }, 'deadly'))).toMatchObject({
      ...{ accepted: true, repeated: true },
    });
    const { revision } = await course.status();
    expect(revision).toBe((await courses().store.courses.find(course.id))?.revision);
    const state = events.reduce<Course | undefined>(evolve, undefined);
    expect(Object.keys(state?.consents ?? {}).sort()).toEqual([
      ...['electronicMessages', 'part2', 'supportPersonContact', 'telehealth', 'treatment'],
    ]);
    expect((await courses().store.events.verify(course.id)).ok).toBe(true);
  });

  it('a mail of the killed step is sent once, after its commit is in the history', async () => {
    const child = mortalWorker(courses(), 'deadly-consent');
    const course = await courses().start({ workflow: { workflowTaskTimeout: '2 seconds' } });
    await course.skipTo(START);
    await course.eventOf('courseStarted');
    const died = once(child, 'exit');
    const { name, ...payload } = consents('deadly-consent');
    await course.handle.signal(name, payload);
    await died;
    expect(await course.messagesOf('welcome')).toMatchObject([{ state: 'pending', attempts: 0 }]);
    await courses().startWorker();
    await until(
      'the mail is out',
      () => course.messagesOf('welcome'),
      ([welcome]) => welcome?.state === 'sent',
    );
    await course.settled();
    const [welcome] = await course.messagesOf('welcome');
    const mails = courses()
      .mail.messages()
      .filter(({ raw }) => raw.includes(String(welcome?.messageId)));
    expect(mails).toHaveLength(1);
    expect(welcome).toMatchObject({ attempts: 1 });
  });
});

it('a worker that is killed beside another delays a report, and costs it no answer', async () => {
  const { place, taskQueue, payloadKeys, store, client, mail } = courses();
  const { databaseUrl } = store;
  const options: PostmanOptions = { ...place, taskQueue, payloadKeys, databaseUrl, smtpUrl: mail.smtpUrl };
  const child = fork(path.join(__dirname, 'support/mortalPostman.ts'), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  children.push(child);
  await once(child, 'message');
  const course = await courses().start();
  await course.skipTo(START);
  await course.settled();
  await course.report(consents());
  await courses().startWorker();
  child.kill('SIGKILL');
  await once(child, 'exit');

  const crisis = { ...signal('crisisFlagged', {}, 'crisis-1') };
  const taken = await temporalEngine(client, { taskQueue }).signal(course.id, crisis);
  expect(taken).toMatchObject({ accepted: true, repeated: false });
});

/** Sends mail, and runs no workflow: so it outlives the worker that is killed. */
async function activitiesOnly({ place, taskQueue, converter, world }: Courses) {
  const connection = await NativeConnection.connect({ address: place.address });
  const worker = await Worker.create({
    ...{ connection, namespace: place.namespace, taskQueue: mailQueue(taskQueue), dataConverter: converter },
    activities: createActivities(world),
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}

function mortalWorker({ place, taskQueue, payloadKeys, store }: Courses, deadly: string): ChildProcess {
  const options: MortalOptions = { ...place, taskQueue, payloadKeys, deadly };
  const child = fork(path.join(__dirname, 'support/mortalWorker.ts'), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  children.push(child);
  child.on('message', ({ id, request }: ToParent) => {
    void store.commitStep(request).then((committed) => child.send({ id, committed } satisfies ToChild));
  });
  return child;
}
