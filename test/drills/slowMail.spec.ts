/** The same with real SMTP: what a mail server may do to a course while its mail is being sent. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { plusHours } from '../../src/time/instant';
import { owes } from '../../src/course/step';
import type { Signal } from '../../src/catalog/signals';
import { startSmtp, type Answers } from '../messages/support/smtp';
import { book, consents, signal, START } from '../support/courseStates';
import { coursesForTests } from '../support/courses';
import { until, type CourseUnderTest } from '../support/courseUnderTest';
import { actsOn } from './support/acts';

const courses = coursesForTests({ worker: false });

const SOON = plusHours(START, 24 * 7);
const SESSION = 'preparation-1';
const KEY = `sessionBooked:${SESSION}.0:client`;

const ACTS = actsOn(SESSION, SOON);

/** The servers answer after so long: the course acts meanwhile. Shorter than the time between heartbeats. */
const SLOW_MS = 2_000;

interface Server {
  url: string;
  /** From now on it takes every mail. */
  recover(): void;
  stop(): Promise<void>;
}

interface Behaviour {
  start(): Promise<Server>;
  /** What the row says once the attempt is over, by whether the course still owes the message. */
  ends(owed: boolean): string;
}

const smtp =
  (answers: (well: () => boolean) => Answers): Behaviour['start'] =>
  async () => {
    let well = false;
    const server = await startSmtp(answers(() => well));
    return { url: server.url, recover: () => (well = true), stop: () => server.stop() };
  };

/** Takes connections and never says a word. */
const mute: Behaviour['start'] = async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    recover: () => undefined,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((stopped) => server.close(stopped));
    },
  };
};

const down: Behaviour['start'] = async () => {
  const server = await startSmtp();
  await server.stop();
  return { url: server.url, recover: () => undefined, stop: () => Promise.resolve() };
};

const after = async <T>(answer: T): Promise<T> => pause(SLOW_MS, answer);

const BEHAVIOURS: Record<string, Behaviour> = {
  'never greets': { start: mute, ends: (owed) => (owed ? 'pending' : 'dropped') },
  'is down': { start: down, ends: (owed) => (owed ? 'pending' : 'dropped') },
  'asks to come back later': {
    start: smtp((well) => ({ atRecipient: () => (well() ? undefined : after(451)) })),
    ends: (owed) => (owed ? 'sent' : 'dropped'),
  },
  refuses: {
    start: smtp((well) => ({ atRecipient: () => (well() ? undefined : after(550)) })),
    ends: () => 'failed',
  },
  'drops the connection after the content': {
    start: smtp((well) => ({
      atContent: async (conversation) => {
        if (well()) return undefined;
        await after(undefined);
        conversation.hangUp();
        return 'silence';
      },
    })),
    ends: () => 'unknown',
  },
  'takes its time': {
    start: smtp((well) => ({ atContent: () => (well() ? undefined : after(undefined)) })),
    ends: () => 'sent',
  },
};

describe.each(Object.entries(BEHAVIOURS))('a mail server that %s', (_, behaviour) => {
  const ends = (owed: boolean) => behaviour.ends(owed);
  let server: Server;
  beforeAll(async () => {
    server = await behaviour.start();
    courses().mailBy({ url: server.url, connections: 48, greetingTimeoutMs: SLOW_MS });
    await courses().startWorker();
  });
  afterAll(async () => {
    await courses().stopWorker();
    courses().transport.close();
    await server.stop();
  });

  it('ends no course, whatever comes in at the same time, and every outcome is recorded truthfully', async () => {
    const begun: { act: () => Signal; course: CourseUnderTest }[] = [];
    // One after the other: each is brought to its first day by a fast-forward of its own.
    for (const act of Object.values(ACTS)) begun.push({ act, course: await courses().start() });
    const lives = await Promise.all(
      begun.map(async ({ act, course }) => {
        await course.report(consents());
        await course.report(book('preparation', SOON));
        const find = () => courses().store.messages.find(course.id, KEY);
        await until(
          'its mail is being sent',
          find,
          (row) => row?.state === 'sending' || !!row?.deferredAt,
          60_000,
        );
        expect(await course.report(act())).toMatchObject({ accepted: true });
        return { course, find, owed: owes(await course.state(), KEY) };
      }),
    );
    const tried = await Promise.all(
      lives.map(({ find, owed }) =>
        until(
          'the attempt is over',
          find,
          (row) => row?.state === ends(owed) || (row?.state === 'pending' && owed && !!row.deferredAt),
          30_000,
        ),
      ),
    );
    expect(tried.map((row) => row?.state)).toHaveLength(Object.keys(ACTS).length);
    server.recover();
    for (const { course, find, owed } of lives) {
      const row = await until('it is as it should be', find, (one) => one?.state === ends(owed), 30_000);
      expect(row?.attempts).toBeGreaterThan(0);
      expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
      expect(await course.report(signal('adverseEventReported', {}))).toMatchObject({ accepted: true });
    }
  });
});
