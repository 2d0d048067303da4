/** More mail than the mail server takes at once, a worker that stops and one that dies while mail goes out. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { plusHours } from '../../src/time/instant';
import { startSmtp, type Answers, type TestServer } from '../messages/support/smtp';
import { book, consents, START } from '../support/courseStates';
import { coursesForTests } from '../support/courses';
import { gate, until, type CourseUnderTest } from '../support/courseUnderTest';
import type { PostmanOptions } from './support/mortalPostman';

const courses = coursesForTests({ worker: false });

/** THROUGHLINE_MAILS and THROUGHLINE_MAIL_SECONDS try it at another size. */
const MAILS = Number(process.env.THROUGHLINE_MAILS ?? 32);
const MAIL_MS = Number(process.env.THROUGHLINE_MAIL_SECONDS ?? 0.4) * 1000;
const CONNECTIONS = 4;

let server: TestServer;
let child: ChildProcess | undefined;

async function mailServer(answers: Answers): Promise<void> {
  server = await startSmtp(answers);
}
afterEach(async () => {
  child?.kill('SIGKILL');
  child = undefined;
  await courses().stopWorker();
  courses().transport.close();
  await server.stop();
});

/** Courses with a booking each, once all have begun: two mails to each client. */
async function booked(count: number): Promise<CourseUnderTest[]> {
  const all: CourseUnderTest[] = [];
  while (all.length < count) {
    const course = await courses().start();
    // By a worker of this process or another.
    await course.skipTo(START);
    await course.settled();
    all.push(course);
  }
  await Promise.all(
    all.map(async (course) => {
      await course.report(consents());
      await course.report(book('preparation', plusHours(START, 24 * 7)));
    }),
  );
  return all;
}

const messagesOf = async (all: CourseUnderTest[]) =>
  (await Promise.all(all.map((course) => course.messages()))).flat();

const statesOf = async (all: CourseUnderTest[]) =>
  (await messagesOf(all)).reduce<Record<string, number>>(
    (counts, { state }) => ({ ...counts, [state]: (counts[state] ?? 0) + 1 }),
    {},
  );

const copiesOf = (messageId = 'none') => server.mails.filter((mail) => mail.includes(messageId)).length;

it('a rush of mail waits its turn: all that the server took is sent, nothing is in doubt', async () => {
  await mailServer({ atContent: () => pause(MAIL_MS) });
  // The limit of one conversation, far below what the last mail waits.
  courses().mailBy({
    url: server.url,
    connections: CONNECTIONS,
    sendTimeoutMs: Math.max(4_000, MAIL_MS * 3),
  });
  await courses().startWorker();
  const all = await booked(MAILS / 2);
  const patience = (MAILS * MAIL_MS) / CONNECTIONS + 60_000;
  await until(
    'all are sent',
    () => statesOf(all),
    (states) => states.sent === MAILS,
    patience,
  );
  expect(await statesOf(all)).toEqual({ sent: MAILS });
  for (const { messageId, attempts } of await messagesOf(all))
    expect([copiesOf(messageId), attempts]).toEqual([1, 1]);
}, 600_000);

it('a worker that is stopped ends every conversation in time, and the next one sends what had not gone out', async () => {
  const recovered = gate();
  let recipients = 0;
  await mailServer({
    // Every other conversation has not come to its content, the others have.
    atRecipient: () => ((recipients += 1) % 2 ? recovered.opened.then(() => undefined) : undefined),
    atContent: () => recovered.opened.then(() => undefined),
  });
  courses().mailBy({ url: server.url, connections: CONNECTIONS });
  await courses().startWorker();
  const all = await booked(4);
  const begun = async () => (await messagesOf(all)).filter(({ state }) => state === 'sending');
  const inContent = (rows: Awaited<ReturnType<typeof begun>>) => rows.filter((row) => row.contentAt).length;
  await until('four mails are being sent', begun, (rows) => rows.length === 4 && inContent(rows) === 2);

  const from = Date.now();
  await courses().stopWorker();
  // The grace time of these workers is 1 s.
  expect(Date.now() - from).toBeLessThan(3_000);
  expect(await statesOf(all)).toEqual({ unknown: 2, pending: 6 });

  recovered.open();
  await courses().startWorker();
  await until(
    'the others are sent',
    () => statesOf(all),
    (states) => states.sent === 6,
    30_000,
  );
  expect(await statesOf(all)).toEqual({ unknown: 2, sent: 6 });
  for (const { messageId, state } of await messagesOf(all))
    if (state === 'sent') expect(copiesOf(messageId)).toBe(1);
}, 120_000);

it('a worker that is killed leaves in doubt only what may be out; all else is sent once', async () => {
  const dead = gate();
  let recipients = 0;
  let isDead = false;
  await mailServer({
    atRecipient: () => {
      recipients += 1;
      return isDead || recipients % 4 === 0 ? undefined : dead.opened.then(() => undefined);
    },
    atContent: () => (isDead ? undefined : dead.opened.then(() => undefined)),
  });
  const { place, taskQueue, payloadKeys, store } = courses();
  const { databaseUrl } = store;
  const options: PostmanOptions = { ...place, taskQueue, payloadKeys, databaseUrl, smtpUrl: server.url };
  child = fork(path.join(__dirname, 'support/mortalPostman.ts'), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  courses().mailBy({ url: server.url, connections: CONNECTIONS });
  await once(child, 'message');
  const all = await booked(4);
  const rows = () => messagesOf(all);
  const holding = (found: Awaited<ReturnType<typeof rows>>) => ({
    sending: found.filter(({ state }) => state === 'sending').length,
    begun: found.filter(({ contentAt }) => contentAt).length,
  });
  await until(
    'mails are being sent',
    async () => holding(await rows()),
    (now) => now.sending === 4 && now.begun === 1,
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  isDead = true;
  dead.open();

  await courses().startWorker();
  await until(
    'the others are sent, and the one in doubt is reported',
    () => statesOf(all),
    (states) => states.sent === 7 && states.sending === undefined,
    60_000,
  );
  expect(await statesOf(all)).toEqual({ unknown: 1, sent: 7 });
  for (const { messageId, state } of await rows()) if (state === 'sent') expect(copiesOf(messageId)).toBe(1);
}, 180_000);
