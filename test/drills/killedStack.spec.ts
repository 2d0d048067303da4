/** What `npm start` has accepted over HTTP is there after all of it was killed at once, database and Temporal too. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { openEmbedded } from '../../src/postgres';
import { openStore } from '../../src/store';
import { until } from '../../tools/until';
import { temporaryFolder } from '../stack/support/temporary';
import { stackEnvironment, startStackProcess, type StackProcess } from './support/stackProcess';

const seed = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);
const KILLS = 2;
const COURSES = 3;
const EARLIEST_MS = 300;
const LATEST_MS = 2_500;

let running: StackProcess | undefined;
afterAll(() => running?.kill());
const dataDir = temporaryFolder();

async function send(ready: StackProcess['ready'], role: string, path: string, body: object, key: string) {
  const response = await fetch(`${ready.api ?? ''}/api/v1${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${ready.tokens[role] ?? ''}`,
      'Idempotency-Key': key,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { id: string } };
}

async function beginCourse({ ready }: StackProcess, number: number): Promise<string> {
  const person = {
    name: `Robin Number ${number}`,
    email: `robin${number}@client.example`,
    zone: 'America/Los_Angeles',
  };
  const client = await send(ready, 'frontDesk', '/clients', person, randomUUID());
  const course = await send(
    ...([
      ready,
      'therapist',
      '/courses',
      { client: client.body.id, protocol: 'calm' },
      randomUUID(),
    ] as const),
  );
  expect([client.status, course.status]).toEqual([201, 201]);
  return course.body.id;
}

it(`finds every payment that was accepted, once (seed ${seed})`, async () => {
  const env = await stackEnvironment(dataDir);
  const accepted = new Set<number>();
  let offered = 0;
  let unanswered = 0;

  /** Reports payments, each of another amount, until the stack does not answer any more. */
  const pay = async ({ ready }: StackProcess, course: string): Promise<void> => {
    for (;;) {
      const cents = ++offered;
      try {
        const path = `/courses/${course}/signals/paymentPosted`;
        const { status } = await send(ready, 'biller', path, { cents, method: 'card' }, randomUUID());
        if (status === 200) accepted.add(cents);
        else unanswered += 1;
      } catch {
        unanswered += 1;
        return;
      }
    }
  };

  const first = (running = await startStackProcess(env));
  const courses = await Promise.all(
    Array.from({ length: COURSES }, (_, number) => beginCourse(first, number)),
  );
  for (const delay of fc.sample(fc.integer({ min: EARLIEST_MS, max: LATEST_MS }), { seed, numRuns: KILLS })) {
    const stack = running;
    const before = accepted.size;
    const paying = courses.map((course) => pay(stack, course));
    // A kill before anything was accepted would show nothing.
    await until('a payment is accepted', () => accepted.size > before, 60_000);
    await pause(delay);
    await stack.kill();
    await Promise.all(paying);
    running = await startStackProcess(env);
  }

  const server = await openEmbedded(dataDir);
  const store = openStore({ databaseUrl: server.url });
  const ledgers = await Promise.all(courses.map((course) => store.ledger.ofCourse(course)));
  const entries = ledgers.flatMap((ledger) => ledger.entries);
  const found = entries.flatMap(({ kind, cents }) => (kind === 'payment' ? [Math.abs(cents)] : []));
  const intact = await Promise.all(courses.map((course) => store.events.verify(course)));
  await store.close();
  await server.stop();
  await running.stop();
  running = undefined;

  const lost = [...accepted].filter((cents) => !found.includes(cents));
  const doubled = found.length - new Set(found).size;
  process.stderr.write(
    `stack killed ${KILLS} times (seed ${seed}): offered ${offered}, accepted ${accepted.size}, found ${found.length}, ` +
      `lost ${lost.length}, doubled ${doubled}, unanswered ${unanswered}\n`,
  );
  expect({ lost, doubled }).toEqual({ lost: [], doubled: 0 });
  expect(found.length - accepted.size).toBeLessThanOrEqual(unanswered);
  expect(accepted.size).toBeGreaterThan(0);
  expect(intact.map(({ ok }) => ok)).toEqual(courses.map(() => true));
}, 240_000);
