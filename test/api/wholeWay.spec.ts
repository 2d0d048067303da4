import type { CommitRequest } from '../../src/store/contract';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { dataConverter } from '../../src/security/dataConverter';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { courseStream, type Store } from '../../src/store';
import { workflowBundle } from '../../src/workers/bundle';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/searchAttributes';
import { instant } from '../../src/time/instant';
import { namespaceForTests } from '../support/temporal';
import { ADA, apiApp, type ApiApp } from './support/apiApp';

const taskQueue = 'api-whole-way';

const bodyOf = async (request: PromiseLike<{ body: unknown }>): Promise<unknown> => (await request).body;

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
      connection: native,
      namespace,
      taskQueue,
      dataConverter: converter,
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

  const CONSENTS = { kinds: ['treatment', 'telehealth', 'electronicMessages'] };
  const urlOf = (course: string) => `/api/v1/courses/${course}`;
  const signalUrl = (course: string, name: string) => `${urlOf(course)}/signals/${name}`;

  const enrolledCourse = async (): Promise<string> => {
    const course = await api.newCourse();
    await api
      .post(signalUrl(course, 'consentSigned'), 'frontDesk', CONSENTS, `consent-${course}`)
      .expect(200);
    return course;
  };

  it('takes a signal once that is sent twice at the same time', async () => {
    const course = await api.newCourse();
    const sign = () => api.post(signalUrl(course, 'consentSigned'), 'frontDesk', CONSENTS, 'consent');
    const statuses = (await Promise.all([sign(), sign()])).map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);

    const body = await bodyOf(api.get(`${urlOf(course)}/timeline`).expect(200));
    const { events } = body as { events: { type: string }[] };
    expect(events.filter(({ type }) => type === 'consentSigned')).toHaveLength(1);
  });

  it('refuses what is impossible with its reasons, and audits the refusal', async () => {
    const course = await api.newCourse();
    const refused = await api
      .post(signalUrl(course, 'dosingStarted'), 'therapist', { session: 'dosing-1' }, 'too-early')
      .expect(409);
    const { reasons } = refused.body as { reasons: object[] };
    expect(reasons).toContainEqual(expect.objectContaining({ code: 'no-session-booked' }));
    expect(await api.store.audit.list(courseStream(course))).toMatchObject([{ kind: 'signal-refused' }]);
  });

  it('answers with its live state', async () => {
    const body = await bodyOf(api.get(urlOf(await enrolledCourse())).expect(200));
    expect(body).toMatchObject({ live: true, phase: 'enrolment', client: { name: ADA.name } });
  });

  it('begins its timeline with the start and the protocol', async () => {
    const body = await bodyOf(api.get(`${urlOf(await enrolledCourse())}/timeline`).expect(200));
    const { events } = body as { events: object[] };
    expect(events[0]).toMatchObject({ type: 'courseStarted', protocol: { id: 'calm', version: 1 } });
  });

  it('forecasts what is to come', async () => {
    const body = await bodyOf(api.get(`${urlOf(await enrolledCourse())}/forecast`).expect(200));
    const { entries } = body as { entries: object[] };
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'session', what: 'preparation', session: 'preparation-1' }),
    );
  });

  it('warns of a session of the same therapist in another course, also in the what-if', async () => {
    const therapist = {
      id: 't-1',
      roles: ['therapist' as const],
      name: 'Thea Example',
      email: 'thea@example.org',
    };
    await api.store.staff.save({ ...therapist, createdAt: instant('2027-01-04T17:00:00Z') });
    const careTeam = { therapist: 't-1' };
    const ofTeam = async (): Promise<string> => {
      const client = await api.newClient();
      const answer = await api.post('/api/v1/courses', 'frontDesk', { client, protocol: 'calm', careTeam });
      return (answer.body as { id: string }).id;
    };
    const [first, second] = [await ofTeam(), await ofTeam()];
    const booking = { kind: 'preparation', start: '2027-03-02T18:00:00.000Z' };
    await api.post(signalUrl(first, 'sessionScheduled'), 'frontDesk', booking).expect(200);

    const warned = expect.objectContaining({
      warnings: expect.arrayContaining([
        expect.objectContaining({ code: 'staff-booked-elsewhere', course: first }),
      ]) as object[],
    }) as object;
    const whatIf = { signal: { name: 'sessionScheduled', ...booking } };
    expect(await bodyOf(api.post(`${urlOf(second)}/forecast`, 'frontDesk', whatIf).expect(200))).toEqual(
      warned,
    );
    expect(
      await bodyOf(api.post(signalUrl(second, 'sessionScheduled'), 'frontDesk', booking).expect(200)),
    ).toEqual(warned);
  });

  describe('while no worker runs', () => {
    let course: string;
    beforeAll(async () => {
      course = await enrolledCourse();
      worker.shutdown();
      await running;
    });

    it('answers with its stored state, and says that it is not live', async () => {
      const body = await bodyOf(api.get(urlOf(course)).expect(200));
      expect(body).toMatchObject({ live: false, staleReason: 'workers-unavailable', phase: 'enrolment' });
    });

    it('refuses a signal with what is known', async () => {
      const body = await bodyOf(api.post(signalUrl(course, 'crisisFlagged'), 'therapist', {}).expect(503));
      expect(body).toMatchObject({ code: 'workers-unavailable', known: { phase: 'enrolment' } });
    });
  });
});

function activitiesOn(store: Store) {
  return {
    commit: (request: CommitRequest) => store.commitStep(request),
    deliver: () => ({ outcome: 'sent' }),
  };
}
