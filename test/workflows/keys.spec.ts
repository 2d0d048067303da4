import { Client } from '@temporalio/client';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { dataConverter } from '../../src/security/dataConverter';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { consents } from '../support/courseStates';
import { coursesForTests, TASK_QUEUE } from '../support/courses';
import { until } from '../support/courseUnderTest';

const courses = coursesForTests();
const newer = newKeyEntry('k2');
const by = { role: 'client', id: 'client-1' };

afterEach(async () => {
  await courses().stopWorker();
  await courses().startWorker();
});

async function workerWith(payloadKeys: string): Promise<void> {
  await courses().stopWorker();
  await courses().startWorker({ payloadKeys });
}

describe('while a worker lacks the key', () => {
  it('a course decides nothing on what it cannot read of its own: it fails loudly, and goes on with the key', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.settled();
    const before = await course.events();
    await workerWith(newer);
    const part2 = { id: 'meanwhile', by, kinds: ['part2'] };
    await course.handle.signal('consentSigned', part2);
    await until(
      'the task fails',
      () => course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED'),
      (failed) => failed > 0,
    );
    expect(await course.events()).toEqual(before);
    expect((await course.handle.describe()).status.name).toBe('RUNNING');

    await workerWith(`${courses().payloadKeys},${newer}`);
    const { recordedAt } = await course.eventOf('consentSigned', ({ cause }) => cause === 'meanwhile');
    expect(recordedAt > String(before.at(-1)?.recordedAt)).toBe(true);
    expect(await course.refusals()).toEqual([]);
    await course.settled();
  });

  it('a report sealed under it is refused as ours to mend, and taken under the same id when the key is there', async () => {
    const course = await courses().start();
    const { connection, options } = courses().client;
    const both = parseKeyring(`${newer},${courses().payloadKeys}`);
    const api = new Client({ connection, namespace: options.namespace, dataConverter: dataConverter(both) });
    const engine = temporalEngine(api, { taskQueue: TASK_QUEUE });
    const reported = consents();
    await expect(engine.signal(course.id, reported)).rejects.toMatchObject({ code: 'payload-keys-differ' });
    expect(await course.eventsOf('consentSigned')).toEqual([]);

    await workerWith(`${newer},${courses().payloadKeys}`);
    expect(await engine.signal(course.id, reported)).toMatchObject({ accepted: true, repeated: false });
    const [kept, ...more] = await course.refusals();
    expect(kept?.code).toBe('malformed-signal');
    expect(kept?.reasons[0]?.sentence).toMatch(/payload-key-unknown, \d+ bytes/);
    expect(more).toEqual([]);
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  });

  it('an API without the key of the workers is refused with the reason', async () => {
    const course = await courses().start();
    const { connection, options } = courses().client;
    const converter = dataConverter(parseKeyring(newer));
    const api = new Client({ connection, namespace: options.namespace, dataConverter: converter });
    const engine = temporalEngine(api, { taskQueue: TASK_QUEUE });
    const differ = { code: 'payload-keys-differ' };
    await expect(engine.signal(course.id, consents())).rejects.toMatchObject(differ);
    await expect(engine.status(course.id)).rejects.toMatchObject(differ);
  });
});
