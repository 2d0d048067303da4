/** Finds, starts and stops PostgreSQL's server process. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../locks/freePorts';
import { identify, processAlive, stillRuns, type ProcessIdentity } from '../locks/processIdentity';
import { pathFor, type Account } from './account';
import { EmbeddedPostgresError } from './errors';
import type { Layout } from './layout';
import type { Programs } from './programs';

const RETRY_MS = 15;
/** How long to wait for a start, including recovery after a crash. */
const START_MS = 120_000;
/** How long each way of stopping may take: fast shutdown, immediate shutdown (the next start recovers), kill. */
const STOPPING: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/** Line numbers in PostgreSQL's postmaster.pid. */
const PID = 0;
const PORT = 3;
const STATUS = 7;

/** A process id that no system assigns. */
const UNUSED_PID = 2 ** 31 - 1;

export interface Postmaster {
  readonly process: ProcessIdentity;
  readonly port: number;
}

/** The server of this folder if it is running and accepts connections, no matter who started it. */
export function runningPostmaster(layout: Layout): Postmaster | undefined {
  const lines = pidFile(layout);
  const pid = Number(lines[PID]);
  if (!lines[STATUS]?.startsWith('ready') || !serves(pid, layout.cluster)) return undefined;
  return { process: identify(pid), port: Number(lines[PORT]) };
}

/**
 * Starts the server, on `port` if given. It has its own session, so neither Ctrl-C nor the end of this process
 * stops it.
 * @throws EmbeddedPostgresError `database-not-started`
 */
export async function startPostmaster(
  layout: Layout,
  programs: Programs,
  account: Account | undefined,
  port?: number,
): Promise<Postmaster> {
  const until = Date.now() + START_MS;
  for (;;) {
    const [free = 0] = port === undefined ? await freePorts(1) : [port];
    clearReusedPid(layout);
    const started = await attempt(layout, programs, account, free, until);
    if (started) return started;
    const logEnd = lastLines(layout.log);
    if (!isTemporary(logEnd, port) || Date.now() > until) {
      const what = `The embedded database did not start. The last lines of its log, ${layout.log}:\n${logEnd}\n`;
      throw new EmbeddedPostgresError('database-not-started', what);
    }
    await pause(RETRY_MS);
  }
}

/** The processes of a killed server take a moment to end, and another program may take the port. */
const isTemporary = (logEnd: string, port: number | undefined): boolean =>
  logEnd.includes('pre-existing shared memory block') ||
  logEnd.includes('lock file "postmaster.pid" already exists') ||
  (port === undefined && logEnd.includes('could not bind'));

/** Settings for each start. Settings for durability are in the folder, set when it was created. */
function settings(port: number): string[] {
  const given = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Enough for two processes with a pool each, and commands.
    max_connections: 100,
    // Never log what people entered: failed statements and their values are not logged.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_error_verbosity: 'terse',
    // On these systems, a plain fsync leaves the data in the drive's cache.
    ...(['darwin', 'win32'].includes(process.platform) && { wal_sync_method: 'fsync_writethrough' }),
  };
  return Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function attempt(
  layout: Layout,
  programs: Programs,
  account: Account | undefined,
  port: number,
  until: number,
): Promise<Postmaster | undefined> {
  const log = emptied(layout.log);
  const server = spawn(programs.postgres, ['-D', pathFor(layout.cluster, account), ...settings(port)], {
    ...account,
    cwd: layout.cluster,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  closeSync(log);
  server.unref();
  const state = { ended: false };
  for (const end of ['error', 'exit']) server.once(end, () => (state.ended = true));
  while (!state.ended && Date.now() < until) {
    await pause(RETRY_MS);
    const lines = pidFile(layout);
    if (Number(lines[PID]) === server.pid && lines[STATUS]?.startsWith('ready')) {
      return { process: identify(server.pid), port };
    }
  }
  if (!state.ended && server.pid !== undefined) await endProcess(identify(server.pid));
  return undefined;
}

/** Opened in append mode, because the guard writes to it too. */
function emptied(file: string): number {
  writeFileSync(file, '', { mode: 0o600 });
  return openSync(file, 'a');
}

/** Stops the server of this folder, cleanly if possible. Committed data is kept in any case. */
export async function stopPostmaster(layout: Layout, known?: ProcessIdentity): Promise<void> {
  const pid = Number(pidFile(layout)[PID]);
  const server = serves(pid, layout.cluster) ? identify(pid) : known;
  if (server) await endProcess(server);
}

async function endProcess(server: ProcessIdentity): Promise<void> {
  for (const [signal, patienceMs] of STOPPING) {
    const until = Date.now() + patienceMs;
    if (!stillRuns(server)) return;
    process.kill(server.pid, signal);
    while (Date.now() < until) {
      if (!stillRuns(server)) return;
      await pause(RETRY_MS);
    }
  }
}

/**
 * PostgreSQL takes any running process with the id in postmaster.pid for its own server and does not start. Only the
 * id is replaced: from the rest of the file, a new server sees whether processes of the old one are still running.
 */
function clearReusedPid(layout: Layout): void {
  const lines = pidFile(layout);
  const pid = Number(lines[PID]);
  if (!pid || !processAlive(pid) || serves(pid, layout.cluster)) return;
  writeFileSync(path.join(layout.cluster, 'postmaster.pid'), [UNUSED_PID, ...lines.slice(1)].join('\n'));
}

function pidFile({ cluster }: Layout): string[] {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Whether a running process is the server of this folder, by its working directory or its command line. */
function serves(pid: number, cluster: string): boolean {
  if (!pid || !processAlive(pid)) return false;
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    if (process.platform === 'win32') return true;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
  } catch {
    return false;
  }
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).map((line) => `  ${line}`).join('\n'); // prettier-ignore
  } catch {
    return '  (no log was written)';
  }
}
