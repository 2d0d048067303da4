import type { CommitRequest } from '../../src/store/contract';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { dataConverter } from '../../src/security/dataConverter';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { courseStream, type Store } from '../../src/store';
import { workflowBundle } from '../../src/workers/bundle';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/searchAttributes';
import { namespaceForTests } from '../support/temporal';
import { ADA, apiApp, type ApiApp } from './support/apiApp';

const taskQueue = 'api-whole-way';

describe('a course driven over HTTP, on a real Temporal server and database', () => {
  let api: ApiApp;
  let connection: Connection;
  let native: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;
  beforeAll(async () => {
    const { address, namespace } = await namespaceForTests(SEARCH_ATTRIBUTES);
    const converter = dataConverter(parseKeyring(newKeyEntry('k1')));
    connection = await Connection.connect({ address });
    native = await NativeConnection.connect({ address });
    const client = new Client({ connection, namespace, dataConverter: converter });
    api = await apiApp({
      engine: temporalEngine(client, { taskQueue, timeouts: { signal: 5_000 } }),
    });
    worker = await Worker.create({
      ...{ connection: native, namespace, taskQueue, dataConverter: converter },
      workflowBundle: await workflowBundle(),
      activities: activitiesOn(api.store),
    });
    running = worker.run();
  });
  afterAll(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
    await Promise.all([native.close(), connection.close(), api.store.close()]);
  });

  it('starts, takes signals, refuses what is impossible, and stays readable without workers', async () => {
    const course = await api.newCourse();
    const to = (name: string) => `/api/v1/courses/${course}/signals/${name}`;

    const consents = { kinds: ['treatment', 'telehealth', 'electronicMessages'] };
    const twice = await Promise.all([
      api.post(to('consentSigned'), 'frontDesk', consents, 'consent'),
      api.post(to('consentSigned'), 'frontDesk', consents, 'consent'),
    ]);
    const statuses = twice.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);

    const refused = await api.post(to('dosingStarted'), 'therapist', { session: 'dosing-1' }, 'too-early');
    const { status, reasons } = refused.body as { status: number; reasons: object[] };
    expect(status).toBe(409);
    expect(reasons).toContainEqual(expect.objectContaining({ code: 'no-session-booked' }));
    expect(await api.store.audit.list(courseStream(course))).toMatchObject([{ kind: 'signal-refused' }]);

    const live = await api.get(`/api/v1/courses/${course}`).expect(200);
    expect(live.body).toMatchObject({ live: true, phase: 'enrolment', client: { name: ADA.name } });
    const timeline = await api.get(`/api/v1/courses/${course}/timeline`).expect(200);
    const { events } = timeline.body as { events: { type: string; cause: string }[] };
    expect(events.filter(({ type }) => type === 'consentSigned')).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'courseStarted', protocol: { id: 'calm', version: 1 } });
    await api.get(`/api/v1/courses/${course}/forecast`).expect(200);

    worker.shutdown();
    await running;
    const stored = await api.get(`/api/v1/courses/${course}`).expect(200);
    expect(stored.body).toMatchObject({
      live: false,
      staleReason: 'workers-unavailable',
      phase: 'enrolment',
    });
    const waiting = await api.post(to('crisisFlagged'), 'therapist', {}).expect(503);
    expect(waiting.body).toMatchObject({ code: 'workers-unavailable', known: { phase: 'enrolment' } });
  });
});

function activitiesOn(store: Store) {
  return {
    commit: (request: CommitRequest) => store.commitStep(request),
    deliver: () => ({ outcome: 'sent' }),
  };
}
