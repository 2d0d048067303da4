/** How long lists take in a practice with many courses, beside the same requests in a practice with few. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { startApi } from '../../src/api';
import { temporaryPostgres } from '../../src/postgres';
import { consoleFolder } from '../../src/processes/consoleFolder';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { buildConsole } from '../../src/stack/consoleBuild';
import { DEMO_PASSWORD } from '../../src/setup/demoAccess';
import { demoPractice, SOLOIST } from '../../src/stack/demoPractice';
import { openStore, type Store } from '../../src/store';
import { atTimeOfDay } from '../../src/time/civil';
import { fromMs } from '../../src/time/instant';
import { launchBrowser } from '../../tools/chromium';
import { spread, timed, type Spread } from '../statistics';
import { addDemoCourses, multiply, NO_ENGINE } from './seed';

export interface ListSizes {
  courses: number;
  /** How often each list is read. */
  reads: number;
  /** How often the first screen is opened; 0 where there is no browser. */
  opens: number;
}

export interface MeasuredLists {
  courses: { few: number; many: number };
  /** In milliseconds, by what is read. */
  lists: { what: string; few: Spread; many: Spread }[];
  /** Milliseconds until Today shows its lists, cached and not cached. */
  firstScreen?: { fresh: Spread; cached: Spread };
}

const ZONE = 'America/Los_Angeles';
const UNLIMITED = { perToken: 1_000_000, perAddress: 1_000_000 };

function lists(course: string): [string, string][] {
  const now = fromMs(Date.now());
  const span = (from: number, days: number) =>
    `from=${atTimeOfDay(ZONE, now, from, 0)}&before=${atTimeOfDay(ZONE, now, from + days, 0)}`;
  return [
    ['Today: tasks', '/tasks'],
    ['Today: my tasks', '/tasks?mine=true'],
    ['Today: sessions', `/sessions?${span(0, 1)}`],
    ['Today: what to watch', '/morning'],
    ['Today: courses overdue', '/courses?view=overdue&closed=false&limit=50'],
    ['Today: courses about to breach', '/courses?view=aboutToBreach&limit=50'],
    ['Today: silent courses', '/courses?view=silent&limit=50'],
    ['Today: courses on hold', '/courses?onHold=true&closed=false&limit=50'],
    ['Clients', '/courses?limit=50'],
    ['Find a client', '/courses?limit=8&text=sample'],
    ['A week of sessions', `/sessions?${span(0, 7)}`],
    ['A month of sessions', `/sessions?${span(-15, 31)}`],
    ['Free times for an integration', `/courses/${course}/free-times?kind=integration`],
    ['Free times of two weeks', `/courses/${course}/free-times?kind=preparation`],
    ['Messages', '/messages'],
    ['Messages that wait for the mail server', '/messages?state=parked'],
    ['Messages of the next seven days', '/messages/planned'],
    ['Money: sums', '/money/totals'],
    ['Money: unbilled', '/money?list=unbilled'],
    ['Money: unpaid', '/money?list=unpaid'],
  ];
}

/** Starts a database and an API of its own, and leaves nothing behind. */
export async function measureLists(sizes: ListSizes, log: (line: string) => void): Promise<MeasuredLists> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-lists-'));
  const server = await temporaryPostgres({ durable: true });
  const store = openStore({ databaseUrl: server.url });
  try {
    await store.migrate();
    const access = await demoPractice(store, folder, new Date());
    await addDemoCourses(store);
    if (sizes.opens > 0) await buildConsole(log);
    const keyring = parseKeyring(newKeyEntry('bench'));
    const api = await startApi(
      {
        ...{ store, engine: NO_ENGINE, keyring, limits: UNLIMITED },
        ...{ log: pino({ level: 'silent' }), console: consoleFolder() },
      },
      { port: 0 },
    );
    try {
      const read = reader(api.url, access?.tokens.lead ?? '');
      const countCourses = async () => (await store.courses.list({}, { limit: 1_000_000 })).courses.length;
      const few = await countCourses();
      const all = lists(await owingIntegration(store));
      const before = await readAll(read, all, sizes.reads);
      log(`Copying courses until there are ${sizes.courses} …`);
      await multiply(store, sizes.courses);
      log('Reading the lists …');
      const after = await readAll(read, all, sizes.reads);
      const firstScreen = sizes.opens > 0 ? await openToday(api.url, sizes.opens) : undefined;
      return {
        courses: { few, many: await countCourses() },
        lists: before.map(({ what, spread: few }, index) => ({
          what,
          few,
          many: after[index]?.spread ?? few,
        })),
        ...(firstScreen && { firstScreen }),
      };
    } finally {
      await api.stop();
    }
  } finally {
    await store.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Read = (address: string) => Promise<void>;

const reader =
  (url: string, token: string): Read =>
  async (address) => {
    const response = await fetch(`${url}/api/v1${address}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${address}: ${response.status} ${text}`);
  };

/** A course whose integration has to be booked. */
async function owingIntegration({ courses }: Store): Promise<string> {
  const { courses: all } = await courses.list({ closed: false }, { limit: 100 });
  const found = all.find(({ phase }) => phase === 'integrationDue');
  if (!found) throw new Error('no course owes an integration');
  return found.id;
}

/** In turns, so that no list is alone in what the database has at hand. */
async function readAll(
  read: Read,
  all: readonly [string, string][],
  rounds: number,
): Promise<{ what: string; spread: Spread }[]> {
  const times = all.map((): number[] => []);
  for (let round = -1; round < rounds; round++)
    for (const [index, [, address]] of all.entries()) {
      const took = await timed(() => read(address));
      // The first round warms up.
      if (round >= 0) times[index]?.push(took);
    }
  return all.map(([what], index) => ({ what, spread: spread(times[index] ?? []) }));
}

/** From the address to the lists, in a window that has never been there, and again with what it kept. */
async function openToday(url: string, rounds: number): Promise<{ fresh: Spread; cached: Spread }> {
  const browser = await launchBrowser();
  const [fresh, cached]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext({ baseURL: url });
      const page = await context.newPage();
      const { status } = await context.request
        .post('/api/v1/session', {
          data: { email: SOLOIST.email, password: DEMO_PASSWORD },
          headers: { 'Sec-Fetch-Site': 'same-origin' },
        })
        .then((response) => ({ status: response.status() }));
      if (status !== 200) throw new Error(`signing in: ${status}`);
      const open = async () => {
        await page.goto('/console/today');
        await page.getByRole('region', { name: /Owed/ }).getByRole('listitem').first().waitFor();
        await page.getByRole('region', { name: /Sessions today/ }).waitFor();
      };
      fresh.push(await timed(open));
      cached.push(await timed(open));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return { fresh: spread(fresh), cached: spread(cached) };
}
