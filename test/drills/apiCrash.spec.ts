import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openEmbedded } from '../../src/postgres';
import { createToken, type Role } from '../../src/security/tokens';
import { coursesForTests } from '../support/courses';
import { gate, until } from '../support/courseUnderTest';
import { databasesForTests } from '../support/databases';
import type { MortalApiOptions } from './support/mortalApi';

const courses = coursesForTests();
const SOON_MS = 5_000;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A real API process on the database of the courses. */
async function apiProcess(): Promise<{ url: string; kill: () => Promise<void> }> {
  const { place, taskQueue, payloadKeys, store } = courses();
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(store.db);
  const server = await openEmbedded(databasesForTests(), { durable: false });
  const database = new URL(server.url);
  database.pathname = `/${rows[0]?.name}`;
  const options: MortalApiOptions = { ...place, taskQueue, payloadKeys, databaseUrl: database.href };
  const child = fork(path.join(__dirname, 'support/mortalApi.ts'), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  children.push(child);
  const [url] = (await once(child, 'message')) as [string];
  const kill = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { url, kill };
}

const tokens = new Map<Role, string>();
beforeAll(async () => {
  for (const role of ['therapist', 'frontDesk'] as const) {
    const { token } = await createToken(courses().store.tokens, { role, staffId: `${role}-1` }, new Date());
    tokens.set(role, token);
  }
});

const post = (role: Role, url: string, key: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${tokens.get(role)}`,
      ...{ 'Idempotency-Key': key, 'Content-Type': 'application/json' },
    },
    body: JSON.stringify(body),
  });

/** As a caller does it: again, after the seconds in Retry-After. */
async function askUntilAnswered(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await ask();
    const seconds = answer.headers.get('retry-after');
    if (seconds === null) return answer;
    await pause(Number(seconds) * 1_000);
  }
}

const begun = (key: string) =>
  until(
    'the request is at work',
    () => courses().store.db.selectFrom('apiRequests').select('key').where('key', '=', key).execute(),
    ({ length }) => length > 0,
  );

/** Whoever reads or writes a client waits until it is opened. */
async function lockedClients(): Promise<{ open: () => Promise<void> }> {
  const [held, hold] = [gate(), gate()];
  const done = courses()
    .store.db.transaction()
    .execute(async (tx) => {
      await sql`lock table clients in access exclusive mode`.execute(tx);
      held.open();
      await hold.opened;
    });
  await held.opened;
  return {
    open: async () => {
      hold.open();
      await done;
    },
  };
}

const named = async (name: string) =>
  (await courses().store.db.selectFrom('clients').select('id').where('name', '=', name).execute()).length;

describe('an API killed in the middle of a request', () => {
  it('a crisis it was reporting is answered under the same key at once after the restart, and done once', async () => {
    const course = await courses().start();
    const hold = gate();
    courses().between.commit = async (request, real) => {
      await hold.opened;
      return real(request);
    };
    const first = await apiProcess();
    const report = (url: string) =>
      post('therapist', `${url}/api/v1/courses/${course.id}/signals/crisisFlagged`, 'crisis-1', {});
    const lost = report(first.url).catch(() => 'lost');
    await begun('crisis-1');
    await first.kill();
    expect(await lost).toBe('lost');
    const second = await apiProcess();
    hold.open();

    const restarted = performance.now();
    const answer = await askUntilAnswered(() => report(second.url));
    expect(performance.now() - restarted).toBeLessThan(SOON_MS);
    expect([answer.status, await answer.json()]).toMatchObject([200, { accepted: true, repeated: false }]);
    expect(await course.eventsOf('crisisFlagged')).toHaveLength(1);
    expect(await (await report(second.url)).json()).toMatchObject({ accepted: true, repeated: true });
  });

  it('what it was making is made once under the same key, within seconds', async () => {
    const name = 'Cedric Example';
    const first = await apiProcess();
    const make = (url: string) =>
      post('frontDesk', `${url}/api/v1/clients`, 'client-1', {
        ...{ name, email: 'cedric@client.example', zone: 'America/Los_Angeles' },
      });
    const locked = await lockedClients();
    const lost = make(first.url).catch(() => 'lost');
    await begun('client-1');
    await first.kill();
    expect(await lost).toBe('lost');
    await locked.open();
    const second = await apiProcess();
    const restarted = performance.now();
    const answer = await askUntilAnswered(() => make(second.url));
    expect(performance.now() - restarted).toBeLessThan(SOON_MS);
    expect(answer.status).toBe(201);
    expect(await named(name)).toBe(1);
  });
});

it('of two API processes with the same key one does the work, the other says when to ask again', async () => {
  const name = 'Dorothea Example';
  const [one, other] = await Promise.all([apiProcess(), apiProcess()]);
  const make = (url: string) =>
    post('frontDesk', `${url}/api/v1/clients`, 'client-2', {
      ...{ name, email: 'dorothea@client.example', zone: 'America/Los_Angeles' },
    });
  const locked = await lockedClients();
  const doing = make(one.url);
  await begun('client-2');
  const answer = await make(other.url);
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toMatchObject([
    ...[409, '1', { code: 'idempotency-in-progress' }],
  ]);
  const waiting = make(other.url);
  await locked.open();
  expect((await doing).status).toBe(201);
  const second = await waiting;
  expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  expect(await second.json()).toEqual(await (await doing).json());
  expect(await named(name)).toBe(1);
});
