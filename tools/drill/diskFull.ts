/**
 * Runs `npm start` on a small disk that is filled while people report, until even the database fails, and then freed.
 * Accepted reports must be in the logs once, the others must be accepted when repeated, and no process may end.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { loadConfig } from '../../src/config';
import { freePorts } from '../../src/locks/freePorts';
import { openDatabase } from '../../src/processes/database';
import type { Store } from '../../src/store';
import { createSupervisor } from '../../src/stack/processes';
import { readReady, type Ready } from '../../src/stack/ready';
import { tally, type Counted } from './count';
import { newCourses, reportsIn } from './courses';
import { apiClient, type Answer, type Api } from './http';
import { smallDisk, type SmallDisk } from './smallDisk';
import { until } from '../until';

export interface DiskFullOptions {
  readonly courses: number;
  /** How many times the disk is filled. */
  readonly times: number;
  /** How many milliseconds it stays full each time. */
  readonly fullMs: number;
}

export interface DiskFullCount extends Counted {
  /** The number of each answer while the disk was full, such as `POST 503 storage-full`. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Enough for two databases, their logs and a few minutes of work. */
const MEGABYTES = 256;
const RUN = path.join(__dirname, '../../scripts/run.mjs');
const READY_WITHIN_MS = 90_000;
const KEEP_FULL_EVERY_MS = 100;
/** So that reports are in progress when the disk becomes full. */
const HEAD_START_MS = 300;
/** Once there is space, everything must be accepted within this time. */
const RECOVERS_WITHIN_MS = 60_000;
const PAUSE_MS = 100;

/** @returns `unavailable` with the reason if no small disk can be mounted: it needs Linux and root */
export async function diskFull(
  options: DiskFullOptions,
): Promise<DiskFullCount | { readonly unavailable: string }> {
  const disk = smallDisk(MEGABYTES);
  if ('unavailable' in disk) return disk;
  const supervisor = createSupervisor();
  let store: Awaited<ReturnType<typeof openDatabase>> | undefined;
  try {
    const env = await environment(disk);
    const child = supervisor.start({
      name: 'npm start',
      command: process.execPath,
      args: [RUN, 'start'],
      env,
      logFile: path.join(disk.folder, 'output.log'),
    });
    const stack = { ended: false };
    child.died.catch(() => (stack.ended = true));
    const ready = await Promise.race([readyIn(env.THROUGHLINE_DATA), child.died]);
    store = await openDatabase(loadConfig(env));
    const api = apiClient(ready.api ?? '', ready.tokens);
    const courses = await newCourses({ api }, options.courses);
    const { sent, answers } = await injectFaults(disk, api, store.store, courses, options);
    const alive = await Promise.all(
      courses.map((course) => repeatUntilAccepted(api, { course, key: randomUUID() })),
    );
    const keys = sent.map(({ key }) => key);
    return {
      ...{ harm: options.times, courses: courses.length },
      ...tally(keys, await reportsIn(store, courses)),
      dead: stack.ended ? courses.length : alive.filter((each) => !each).length,
      answers,
    };
  } finally {
    disk.free();
    await store?.stop();
    await supervisor.stop();
    disk.remove();
  }
}

async function environment({ folder }: SmallDisk) {
  const names = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'SMTP_PORT', 'MAILBOX_PORT'];
  const ports = await freePorts(names.length);
  const byName = Object.fromEntries(names.map((name, index) => [name, String(ports[index])]));
  return { ...byName, THROUGHLINE_DATA: path.join(folder, 'data') };
}

async function readyIn(dataDir: string): Promise<Ready> {
  let ready: Ready | undefined;
  await until('npm start is ready', () => (ready = readReady(dataDir)) !== undefined, READY_WITHIN_MS);
  if (!ready) throw new Error('npm start is no longer ready.');
  return ready;
}

interface Report {
  readonly course: string;
  readonly key: string;
}

async function injectFaults(
  disk: SmallDisk,
  api: Api,
  store: Store,
  courses: readonly string[],
  { times, fullMs }: DiskFullOptions,
): Promise<{ sent: Report[]; answers: Record<string, number> }> {
  const sent: Report[] = [];
  const answers: Record<string, number> = {};
  for (let time = 0; time < times; time += 1) {
    const until = Date.now() + HEAD_START_MS + fullMs;
    const reporting = async (course: string): Promise<Report[]> => {
      const open: Report[] = [];
      while (Date.now() < until) {
        const report = { course, key: randomUUID() };
        sent.push(report);
        const answer = await pay(api, report);
        count(answers, 'POST', answer);
        if (answer.status !== 200) open.push(report);
        count(answers, 'GET', await api.get(`/courses/${course}/ledger`, 'lead'));
        await pause(PAUSE_MS);
      }
      return open;
    };
    const before = courses.map(reporting);
    await pause(HEAD_START_MS);
    disk.fill();
    const after = courses.map(reporting);
    await keepFull(disk, store, until);
    const open = await Promise.all([...before, ...after]);
    disk.free();
    await Promise.all(open.map((reports) => repeatAll(api, reports)));
  }
  return { sent, answers };
}

/** In the second half, makes the database need space for its write-ahead log, without which it cannot run. */
async function keepFull(disk: SmallDisk, store: Store, until: number): Promise<void> {
  const half = (Date.now() + until) / 2;
  while (Date.now() < until) {
    disk.fill();
    if (Date.now() > half) await writeAhead(store);
    else await pause(KEEP_FULL_EVERY_MS);
  }
}

async function writeAhead({ db }: Store): Promise<void> {
  const ballast = sql`select pg_logical_emit_message(true, 'ballast', repeat('x', 1000000))`;
  await ballast.execute(db).catch(() => pause(KEEP_FULL_EVERY_MS));
}

const pay = (api: Api, { course, key }: Report, patienceMs = 0): Promise<Answer> =>
  api.report(course, 'paymentPosted', { role: 'biller', key, body: { cents: 100 }, patienceMs });

/** One after another, like a person. */
async function repeatAll(api: Api, reports: readonly Report[]): Promise<void> {
  for (const report of reports) await repeatUntilAccepted(api, report);
}

/** Repeats a report until it is accepted; false if that takes too long. */
const repeatUntilAccepted = async (api: Api, report: Report): Promise<boolean> =>
  (await pay(api, report, RECOVERS_WITHIN_MS)).status === 200;

function count(
  answers: Record<string, number>,
  method: string,
  { status, code, retryAfterMs }: Answer,
): void {
  const noRetryAfter = status === 503 && retryAfterMs === undefined && 'without Retry-After';
  const words = [method, status, code, noRetryAfter].filter(Boolean).join(' ');
  answers[words] = (answers[words] ?? 0) + 1;
}
