import { temporalEngine } from '../../src/engine/temporalEngine';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { startApi, type RunningApi } from '../../src/api';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { createToken } from '../../src/security/tokens';
import { coursesForTests, TASK_QUEUE } from '../support/courses';
import type { CourseUnderTest } from '../support/courseUnderTest';

const courses = coursesForTests();

interface Answer {
  status: number;
  code?: string;
  repeated?: boolean;
}

/** Two, as in production: each has its own line for a course, and the server's limit is common to both. */
let apis: RunningApi[] = [];
let token: string;
beforeAll(async () => {
  const { store, client } = courses();
  ({ token } = await createToken(store.tokens, { role: 'biller', staffId: 'biller-1' }, new Date()));
  const one = () =>
    startApi(
      {
        store,
        engine: temporalEngine(client, { taskQueue: TASK_QUEUE, timeouts: { signal: 8_000 } }),
        log: pino({ level: 'silent' }),
        keyring: parseKeyring(newKeyEntry('test')),
        limits: { perToken: 100_000, perAddress: 100_000 },
      },
      { port: 0 },
    );
  apis = await Promise.all([one(), one()]);
});
afterAll(() => Promise.all(apis.map((api) => api.stop())));

async function post(course: string, key: string, cents: number): Promise<Answer & { retryAfter: number }> {
  const api = apis[cents % apis.length];
  if (!api) throw new Error('no API runs');
  const answer = await fetch(`${api.url}/api/v1/courses/${course}/signals/paymentPosted`, {
    method: 'POST',
    headers: {
      ...{ Authorization: `Bearer ${token}`, 'Idempotency-Key': key, 'Content-Type': 'application/json' },
    },
    body: JSON.stringify({ cents, method: 'card' }),
  });
  const body = (await answer.json()) as Omit<Answer, 'status'>;
  return { ...body, status: answer.status, retryAfter: Number(answer.headers.get('retry-after')) };
}

/** As a caller does it: the same key again after the seconds in Retry-After, until there is an answer. */
async function postUntilAnswered(course: string, key: string, cents: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (;;) {
    const answer = await post(course, key, cents);
    answers.push(answer);
    if (answer.status !== 503) return answers;
    expect(answer.retryAfter).toBeGreaterThan(0);
    await pause(answer.retryAfter * 1_000);
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const burst = (course: string, count: number) =>
  Promise.all(numbers(count).map((cents) => postUntilAnswered(course, `pay-${cents}`, cents)));

/** Each was taken once, as itself, and no answer falsely reported a fault or a repeat. */
async function eachOnce(course: CourseUnderTest, count: number, answers: Answer[][]): Promise<void> {
  expect(answers.flat().filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
  const last = answers.map((all) => all.at(-1));
  expect(last.filter((answer) => answer?.repeated !== false)).toEqual([]);
  const paid = (await course.events()).filter(({ cause }) => cause.startsWith('pay-'));
  const entries = paid.filter(({ type }) => type === 'ledgerEntered');
  expect(entries.map(({ cause }) => cause).sort()).toEqual(
    numbers(count)
      .map((at) => `pay-${at}`)
      .sort(),
  );
  expect(
    (await courses().store.ledger.ofCourse(course.id)).entries.filter(({ kind }) => kind === 'payment'),
  ).toHaveLength(count);
  expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
}

describe('many reports to one course at once', () => {
  it('200, by two API processes: all answered once within 30 seconds, none with a fault', async () => {
    const course = await courses().start();
    const begun = performance.now();
    const answers = await burst(course.id, 200);
    expect(performance.now() - begun).toBeLessThan(30_000);
    await eachOnce(course, 200, answers);
    // Now they are repeats.
    expect(await post(course.id, 'pay-7', 7)).toMatchObject({ status: 200, repeated: true });
  });

  it('while the course goes on in new runs: the answers are carried over', async () => {
    const course = await courses().start({ continueAsNewAt: 40 });
    const before = (await course.handle.describe()).runId;
    const answers = await burst(course.id, 60);
    await eachOnce(course, 60, answers);
    expect((await course.handle.describe()).runId).not.toBe(before);
    expect(await post(course.id, 'pay-1', 1)).toMatchObject({ status: 200, repeated: true });
  });

  it('while no worker runs: 503, then each once when one is back', async () => {
    const course = await courses().start();
    await courses().stopWorker();
    const first = await Promise.all(numbers(20).map((cents) => post(course.id, `pay-${cents}`, cents)));
    expect(new Set(first.map(({ status, code }) => `${status} ${code}`))).toEqual(
      new Set(['503 workers-unavailable']),
    );
    await courses().startWorker();
    await eachOnce(course, 20, await burst(course.id, 20));
  });

  it('as Temporal signals by name: each once', async () => {
    const course = await courses().start();
    const by = { role: 'biller', id: 'biller-1' };
    const pay = (cents: number) =>
      course.handle.signal('paymentPosted', { id: `pay-${cents}`, by, cents, method: 'card' });
    await Promise.all(numbers(50).map(pay));
    await course.eventOf('ledgerEntered', ({ cause }) => cause === 'pay-50');
    await course.settled();
    await eachOnce(course, 50, []);
  });
});
