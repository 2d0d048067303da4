/** PostgreSQL's server process: found, started, stopped. */
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

const LOOK_AGAIN_MS = 15;
/** Longest recovery after a crash that is waited for. */
const START_MS = 120_000;
/** How long each manner of stopping gets: in order, at once (then the next start recovers), by force. */
const STOPPING: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/** Lines of PostgreSQL's own postmaster.pid. */
const PID = 0;
const PORT = 3;
const STATUS = 7;

/** A process id no system gives away. */
const NOBODYS_PID = 2 ** 31 - 1;

export interface Postmaster {
  readonly process: ProcessIdentity;
  readonly port: number;
}

/** The server of this folder, if one runs and takes connections; whoever started it. */
export function runningPostmaster(layout: Layout): Postmaster | undefined {
  const lines = pidFile(layout);
  const pid = Number(lines[PID]);
  if (!lines[STATUS]?.startsWith('ready') || !serves(pid, layout.cluster)) return undefined;
  return { process: identify(pid), port: Number(lines[PORT]) };
}

/**
 * Starts the server, on `port` if given. It belongs to a session of its own: neither Ctrl-C nor the end of this
 * process ends it.
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
    forgetReusedPid(layout);
    const started = await attempt(layout, programs, account, free, until);
    if (started) return started;
    const said = lastLines(layout.log);
    if (!passes(said, port) || Date.now() > until) {
      const what = `The embedded database did not start. The end of its log, ${layout.log}:\n${said}\n`;
      throw new EmbeddedPostgresError('database-not-started', what);
    }
    await pause(LOOK_AGAIN_MS);
  }
}

/** The processes of a killed server take a moment to go; a port may be lost to another program. */
const passes = (said: string, port: number | undefined): boolean =>
  said.includes('pre-existing shared memory block') ||
  (port === undefined && said.includes('could not bind'));

/** Settings that each start gives; those of the disk stand in the folder, as it was made. */
function settings(port: number): string[] {
  const given = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Sessions of a laptop: two processes with a pool each, and commands.
    max_connections: 100,
    // What people entered is never in the log: failed statements and their values are not written there.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_error_verbosity: 'terse',
    // There a plain fsync leaves the data in the drive's own cache.
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
    await pause(LOOK_AGAIN_MS);
    const lines = pidFile(layout);
    if (Number(lines[PID]) === server.pid && lines[STATUS]?.startsWith('ready')) {
      return { process: identify(server.pid), port };
    }
  }
  if (!state.ended && server.pid !== undefined) await endProcess(identify(server.pid));
  return undefined;
}

/** Opened to append: the guard writes into it too. */
function emptied(file: string): number {
  writeFileSync(file, '', { mode: 0o600 });
  return openSync(file, 'a');
}

/** Ends the server of this folder, in order if it can. Whatever it has confirmed is kept in any case. */
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
      await pause(LOOK_AGAIN_MS);
    }
  }
}

/**
 * PostgreSQL takes any living process with the number in postmaster.pid for its own server and does not start.
 * The rest of the file stays: by it a new server sees whether processes of the old one still work.
 */
function forgetReusedPid(layout: Layout): void {
  const lines = pidFile(layout);
  const pid = Number(lines[PID]);
  if (!pid || !processAlive(pid) || serves(pid, layout.cluster)) return;
  writeFileSync(path.join(layout.cluster, 'postmaster.pid'), [NOBODYS_PID, ...lines.slice(1)].join('\n'));
}

function pidFile({ cluster }: Layout): string[] {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Whether a living process is the server of this folder: by its working directory, else by its command line. */
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
