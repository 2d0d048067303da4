import type { CommitRequest, Committed } from '../../src/store/contract';
import pino from 'pino';
/** Real courses for one spec file: its own namespace, database, mail server and worker. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection, type WorkflowStartOptions } from '@temporalio/client';
import { attemptTime } from '../../src/activities/attempt';
import type { Course } from '../../src/course/state';
import { startMailCatcher, type MailCatcher } from '../../src/stack/mail/catcher';
import { linksAt } from '../../src/messages/links';
import { smtpTransport, type MailTransport, type SmtpTransportOptions } from '../../src/messages/transport';
import { dataConverter } from '../../src/security/dataConverter';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import type { Store } from '../../src/store';
import { installRuntime } from '../../src/workers/logger';
import { startWorker, type RunningWorker } from '../../src/workers/worker';
import { workflowId, WORKFLOW_TYPE, type StartInput } from '../../src/workflows/contract';
import { summaryOf } from '../../src/workflows/signalChecks';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/searchAttributes';
import { FRONT_DESK, PRACTICE, shortCalm, START, ZONE, type SimulatedCourse } from './courseStates';
import { CourseUnderTest } from './courseUnderTest';
import { freshStore } from './store';
import { namespaceForTests } from './temporal';

/** Appears in nothing but the client's record: whoever finds it elsewhere has found a leak. */
export const CLIENT_NAME = 'Wilhelmina Marker';
export const CLIENT_ADDRESS = 'wilhelmina.marker@client.example';
export const TASK_QUEUE = 'courses';

const UNTIL_READY = 180_000;

export type Commit = (request: CommitRequest) => Promise<Committed>;

/** What a test puts between the worker and the real part; undefined: nothing. */
export interface Between {
  commit?: ((request: CommitRequest, real: Commit) => Promise<Committed>) | undefined;
  send?: ((real: () => ReturnType<MailTransport['send']>) => ReturnType<MailTransport['send']>) | undefined;
  /** Before an invoice is issued. */
  invoice?: (() => Promise<void>) | undefined;
}

/** What a worker runs with. */
export interface Release {
  payloadKeys?: string;
  bundle?: { code: string };
}

export interface StartOptions extends Partial<StartInput> {
  /** Begin in the middle: the state and events the pure model has left. */
  from?: SimulatedCourse;
  /** Of the workflow itself. */
  workflow?: Partial<WorkflowStartOptions>;
}

export class Courses {
  readonly between: Between = {};
  readonly payloadKeys = newKeyEntry('k1');
  readonly taskQueue = TASK_QUEUE;
  private worker: RunningWorker | undefined;

  private constructor(
    readonly place: { readonly address: string; readonly namespace: string },
    readonly store: Store & { databaseUrl: string },
    readonly mail: MailCatcher,
    private readonly connection: Connection,
    private readonly folder: string,
  ) {
    this.client = new Client({ connection, namespace: place.namespace, dataConverter: this.converter });
    this.mailBy({ url: mail.smtpUrl });
  }

  readonly client: Client;
  transport!: MailTransport; // set by `mailBy` in the constructor

  /** The mail server of workers started from now on. */
  mailBy(options: SmtpTransportOptions): void {
    this.transport = smtpTransport(options);
  }

  get converter(): ReturnType<typeof dataConverter> {
    return dataConverter(parseKeyring(this.payloadKeys));
  }

  /** On the server all spec files share, unless another is given. */
  static async open(at?: { address: string; namespace: string }): Promise<Courses> {
    installRuntime(pino({ level: process.env.THROUGHLINE_TEST_LOG ?? 'fatal' }));
    const folder = mkdtempSync(path.join(tmpdir(), 'throughline-courses-'));
    const [place, store, mail] = await Promise.all([
      at ?? namespaceForTests(SEARCH_ATTRIBUTES),
      freshStore(),
      startMailCatcher({ smtpPort: 0, httpPort: 0, dir: folder }),
    ]);
    await practiceIn(store);
    // A history of thousands of events comes in pages of more than gRPC's 4 MB.
    const channelArgs = { 'grpc.max_receive_message_length': 64 * 1024 * 1024 };
    const connection = await Connection.connect({ address: place.address, channelArgs });
    return new Courses(place, store, mail, connection, folder);
  }

  /** The world of a worker, with what the test has put between. */
  get world(): Parameters<typeof startWorker>[0]['world'] {
    const real: Commit = (request) => this.store.commitStep(request);
    const { transport, between } = this;
    return {
      store: {
        ...this.store,
        commitStep: (request) => (between.commit ? between.commit(request, real) : real(request)),
        invoices: {
          ...this.store.invoices,
          issue: async (invoice) => {
            await between.invoice?.();
            return this.store.invoices.issue(invoice);
          },
        },
      },
      transport: {
        ...transport,
        send: (...mail) =>
          between.send ? between.send(() => transport.send(...mail)) : transport.send(...mail),
      },
      links: linksAt('http://127.0.0.1:1'),
      now: attemptTime,
    };
  }

  /** With the payload keys of the courses, or with others; with the workflows of another release, if given. */
  async startWorker({ payloadKeys = this.payloadKeys, bundle }: Release = {}): Promise<void> {
    this.worker = await startWorker({
      ...(bundle && { bundle }),
      connection: { address: this.place.address },
      namespace: this.place.namespace,
      taskQueue: TASK_QUEUE,
      keyring: parseKeyring(payloadKeys),
      world: this.world,
      graceSeconds: 1,
    });
  }

  async stopWorker(): Promise<void> {
    await this.worker?.stop();
    this.worker = undefined;
  }

  /** Starts a course with its client; begun, unless the worker is stopped. */
  async start({ from, workflow, ...input }: StartOptions = {}): Promise<CourseUnderTest> {
    const course = from?.course.id ?? randomUUID();
    const startAt = input.startAt ?? START;
    const protocol = input.protocol ?? from?.course.protocol ?? shortCalm();
    await this.register(course, protocol.version, startAt);
    const args: StartInput = {
      ...{ course, protocol, practice: PRACTICE, client: { zone: ZONE }, by: FRONT_DESK, startAt },
      ...input,
      ...(from && { carried: { version: 1, course: await this.recorded(from) } }),
    };
    const handle = await this.client.workflow.start(WORKFLOW_TYPE, {
      ...{ taskQueue: TASK_QUEUE, workflowId: workflowId(course), args: [args] },
      ...workflow,
    });
    const started = new CourseUnderTest(course, handle, this.store);
    if (this.worker) await started.advanceTo(from?.course.clock ?? startAt);
    return started;
  }

  /** Writes a life into the database as one step. */
  private async recorded({ course, events }: SimulatedCourse): Promise<Course> {
    const { id, clock, answers } = course;
    await this.store.commitStep({
      ...{ course: id, revision: 1, at: clock, events, refusals: [] },
      ...{ consumed: Object.keys(answers), signals: [], summary: summaryOf(course, course.clock) },
    });
    return { ...course, revision: 1 };
  }

  private async register(course: string, protocolVersion: number, startedAt: typeof START): Promise<void> {
    const client = randomUUID();
    await this.store.clients.add({
      ...{ id: client, name: CLIENT_NAME, email: CLIENT_ADDRESS, zone: ZONE },
      ...{ unsubscribeToken: client, createdAt: startedAt },
    });
    await this.store.courses.register({ id: course, client, protocol: 'calm', protocolVersion, startedAt });
  }

  async close(): Promise<void> {
    await this.stopWorker();
    this.transport.close();
    await this.mail.stop();
    await this.connection.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function practiceIn(store: Store): Promise<void> {
  const mailbox = (name: string) => ({ email: `${name}@cedar.example` });
  await store.practice.save({
    ...{ name: 'Cedar Practice', zone: ZONE, senderName: 'Cedar', senderAddress: 'care@cedar.example' },
    ...{ callbackNumber: '+1 503 555 0100', closedDays: [] },
    contacts: {
      ...{ therapist: mailbox('therapist'), prescriber: mailbox('prescriber'), lead: mailbox('lead') },
      ...{ frontDesk: mailbox('frontdesk'), biller: mailbox('biller'), partner: mailbox('partner') },
    },
  });
}

/** Brought up before the tests of a file, with its worker, and down after them. */
export function coursesForTests({ worker = true } = {}): () => Courses {
  let courses: Courses | undefined;
  beforeAll(async () => {
    courses = await Courses.open();
    if (worker) await courses.startWorker();
  }, UNTIL_READY);
  afterAll(() => courses?.close());
  afterEach(() => {
    if (!courses) return;
    courses.mail.behave('accept');
    courses.between.commit = undefined;
    courses.between.send = undefined;
    courses.between.invoice = undefined;
  });
  return () => {
    if (!courses) throw new Error('the courses are brought up before the tests, not before');
    return courses;
  };
}
