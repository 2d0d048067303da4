import type { CommitRequest } from '../../src/store/contract';
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { CourseEngine } from '../../src/engine/engine';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { loadProtocol } from '../../src/protocols/load';
import { dataConverter } from '../../src/security/dataConverter';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import type { Signal } from '../../src/catalog/signals';
import { workflowBundle } from '../../src/workers/bundle';
import { workflowId } from '../../src/workflows/contract';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/searchAttributes';
import { namespaceForTests } from '../support/temporal';

const taskQueue = 'api-tests';
/** Short for those who wait in vain. */
const timeouts = { signal: 2_000, status: 1_000, forecast: 1_000 };
const converter = dataConverter(parseKeyring(newKeyEntry('k1')));
const by = { role: 'frontDesk', id: 'staff-1' } as const;

const start = (engine: CourseEngine, course: string) =>
  engine.start({
    ...{ course, protocol: loadProtocol('calm'), client: { zone: 'America/Los_Angeles' }, by },
    practice: { zone: 'America/Los_Angeles', closedDays: [] },
  });
const consent = (id: string): Signal => ({ name: 'consentSigned', id, by, kinds: ['treatment'] });
const tooEarly: Signal = {
  ...{ name: 'dosingEnded', id: 'too-early', by: { role: 'therapist', id: 'staff-2' } },
  session: 'dosing-1',
};

describe('the engine on a real Temporal server', () => {
  let connection: Connection;
  let client: Client;
  let engine: CourseEngine;
  let impatient: CourseEngine;
  let place: Awaited<ReturnType<typeof namespaceForTests>>;
  beforeAll(async () => {
    place = await namespaceForTests(SEARCH_ATTRIBUTES);
    connection = await Connection.connect({ address: place.address });
    client = new Client({ connection, namespace: place.namespace, dataConverter: converter });
    engine = temporalEngine(client, { taskQueue });
    impatient = temporalEngine(client, { taskQueue, timeouts });
  });
  afterAll(() => connection.close());

  it('answers a ping', () => expect(engine.ping()).resolves.toBeUndefined());

  it('knows no course that was not started', async () => {
    const nowhere = randomUUID();
    await expect(engine.status(nowhere)).rejects.toMatchObject({ code: 'course-not-running' });
    await expect(engine.signal(nowhere, consent('a'))).rejects.toMatchObject({ code: 'course-not-running' });
  });

  it('says when no worker answers, within its time', async () => {
    const course = randomUUID();
    await start(engine, course);
    const begun = Date.now();
    await expect(impatient.status(course)).rejects.toMatchObject({ code: 'workers-unavailable' });
    await expect(impatient.forecast(course, 'staff-1')).rejects.toMatchObject({
      code: 'workers-unavailable',
    });
    await expect(impatient.signal(course, consent('a'))).rejects.toMatchObject({
      code: 'workers-unavailable',
    });
    expect(Date.now() - begun).toBeLessThan(15_000);
  });

  describe('with a worker', () => {
    let native: NativeConnection;
    let worker: Worker;
    let running: Promise<void>;
    beforeAll(async () => {
      native = await NativeConnection.connect({ address: place.address });
      worker = await Worker.create({
        ...{ connection: native, namespace: place.namespace, taskQueue, dataConverter: converter },
        workflowBundle: await workflowBundle(),
        activities: {
          commit: ({ events, refusals, consumed }: CommitRequest) => ({ events, refusals, consumed }),
          deliver: () => ({ outcome: 'sent' }),
        },
      });
      running = worker.run();
    });
    afterAll(async () => {
      worker.shutdown();
      await running;
      await native.close();
    });

    it('starts a course once, takes a signal at once, and the same id once', async () => {
      const course = randomUUID();
      await start(engine, course);
      await start(engine, course);
      const first = await engine.signal(course, consent('consent-1'));
      expect(first).toMatchObject({ accepted: true, repeated: false });
      const { revision } = await engine.status(course);
      await expect(engine.signal(course, consent('consent-1'))).resolves.toEqual(first);
      await expect(engine.status(course)).resolves.toMatchObject({ course, revision });
    });

    it('hands on a refusal with its code and reasons', async () => {
      const course = randomUUID();
      await start(engine, course);
      const refused = await engine.signal(course, tooEarly);
      expect(refused).toMatchObject({ accepted: false, unrecorded: true });
      if (refused.accepted) throw new Error('it was accepted');
      expect(refused.reasons[0]).toMatchObject({
        code: refused.code,
        resolvableBy: expect.any(Array) as string[],
      });
      expect(refused.reasons[0]?.sentence).toMatch(/\w+/);
    });

    it('takes the answer of a run that was ended by hand for none', async () => {
      const course = randomUUID();
      await start(engine, course);
      await engine.signal(course, consent('consent-1'));
      await client.workflow.getHandle(workflowId(course)).terminate('by hand');
      await expect(engine.status(course)).rejects.toMatchObject({ code: 'course-not-running' });
      await expect(engine.forecast(course, 'staff-1')).rejects.toMatchObject({ code: 'course-not-running' });
    });

    it('foresees, also what has not been reported', async () => {
      const course = randomUUID();
      await start(engine, course);
      await engine.signal(course, consent('consent-1'));
      await expect(engine.forecast(course, 'staff-1')).resolves.toMatchObject({
        entries: expect.any(Array) as unknown[],
      });
      await expect(
        engine.forecast(course, 'staff-1', { signal: consent('what-if') }),
      ).resolves.toHaveProperty('charges.toCents');
    });

    it('takes a report before the forecasts that many ask for, and refuses what is too many', async () => {
      const [course, other] = [randomUUID(), randomUUID()];
      await Promise.all([start(engine, course), start(engine, other)]);
      // A report waits for the first step of a course; a forecast does not.
      await Promise.all([course, other].map((each) => engine.signal(each, consent('consent-1'))));
      await Promise.all([engine.forecast(course, 'staff-1'), engine.forecast(other, 'staff-1')]);
      const patient = temporalEngine(client, { taskQueue, timeouts: { turn: 120_000, forecast: 60_000 } });
      const done: string[] = [];
      const ask = async (who: string, of: string) => {
        try {
          await patient.forecast(of, who);
          done.push('forecast');
        } catch (error) {
          expect(error).toMatchObject({ code: 'forecasts-busy' });
          done.push('refused');
        }
      };
      const asked = ['staff-1', 'staff-2', 'staff-3'].map((who) => ask(who, other));
      asked.push(...Array.from({ length: 100 }, () => ask('greedy', course)));
      const crisis: Signal = { name: 'crisisFlagged', id: 'crisis-1', by };
      await Promise.all([engine.signal(course, crisis), engine.signal(other, crisis)]);
      const before = done.filter((each) => each === 'forecast').length;
      await Promise.all(asked);
      // A report waits for the two that are computed whenever it needs the worker, not for all twelve.
      expect(before).toBeLessThan(12);
      expect(done.filter((each) => each === 'refused')).toHaveLength(100 - 9);
    });
  });
});

describe('the engine without a server', () => {
  it('says so for everything it is asked', async () => {
    const connection = Connection.lazy({ address: '127.0.0.1:1' });
    const engine = temporalEngine(new Client({ connection }), {
      ...{ taskQueue, timeouts: { start: 300, signal: 300, status: 300, forecast: 300, ping: 300 } },
    });
    const calls = [
      () => engine.ping(),
      () => engine.status('c'),
      () => engine.forecast('c', 'staff-1'),
      () => engine.signal('c', consent('a')),
      () => start(engine, 'c'),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'temporal-unavailable' });
    await connection.close();
  });
});
