/**
 * No run of the tests leaves a process or a temporary folder behind. They are distinguished from those of others by
 * a folder of this run: it is where temporary folders are made, and every process inherits its name.
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processAlive } from '../../src/locks/processIdentity';
import { createSupervisor, type Supervisor } from '../../src/stack/processes';

const LOOK_AGAIN_MS = 50;
/** Guards and watchdogs notice by themselves, several times a second, that they are no longer needed. */
const GONE_WITHIN_MS = 5_000;

interface Run {
  readonly folder: string;
  readonly outer: string | undefined;
  /** Removes the folder if jest is killed. */
  readonly supervisor: Supervisor;
}

let run: Run | undefined;
let projects = 0;

/** Before the tests of a project. */
export function beginRun(): void {
  projects += 1;
  if (run) return;
  const outer = process.env.TMPDIR;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-run-'));
  // Other users work in folders below it: PostgreSQL is not run as root.
  chmodSync(folder, 0o711);
  const supervisor = createSupervisor();
  supervisor.removeAtDeath(folder);
  process.env.TMPDIR = folder;
  run = { folder, outer, supervisor };
}

/** After the tests of a project: the last one looks. What it finds is named, ended, and fails the run. */
export async function endRun(): Promise<void> {
  projects -= 1;
  if (!run || projects > 0) return;
  const { folder, outer, supervisor } = run;
  run = undefined;
  if (outer === undefined) Reflect.deleteProperty(process.env, 'TMPDIR');
  else process.env.TMPDIR = outer;
  const deadline = Date.now() + GONE_WITHIN_MS;
  while (leftIn(folder).length > 0 && Date.now() < deadline) await pause(LOOK_AGAIN_MS);
  const left = leftIn(folder);
  for (const { pid } of left) if (pid !== undefined && processAlive(pid)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  await supervisor.stop();
  if (left.length === 0) return;
  console.error(`\nThe tests left behind:\n${left.map(({ name }) => `  ${name}`).join('\n')}`);
  // Jest writes its results all the same, and ends with this.
  process.exitCode = 1;
}

interface Leftover {
  readonly name: string;
  readonly pid?: number;
}

const leftIn = (folder: string): Leftover[] => [
  ...processesOf(folder),
  ...readdirSync(folder)
    .filter((entry) => entry.startsWith('throughline-'))
    .map((entry) => ({ name: `the temporary folder ${entry}, with ${contentOf(path.join(folder, entry))}` })),
];

/** So that one can tell who made it. */
function contentOf(folder: string): string {
  const entries = readdirSync(folder, { recursive: true }).map(String);
  const shown = entries.filter((entry) => entry.split(path.sep).length <= 2).sort();
  return shown.length === 0 ? 'nothing in it' : shown.join(', ');
}

/** Known where there is /proc, on Linux. */
function processesOf(folder: string): Leftover[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isOf(folder, pid))
    .map((pid) => ({ pid, name: `the process ${pid}: ${read(`/proc/${pid}/cmdline`, ' ')}` }));
}

/** Started with the folder as TMPDIR, or at work in it. */
function isOf(folder: string, pid: number): boolean {
  if (read(`/proc/${pid}/environ`, '\n').split('\n').includes(`TMPDIR=${folder}`)) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
  } catch {
    return false;
  }
}

/** What the system tells of a process; nothing once it is gone. */
function read(file: string, separator: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', separator).trim();
  } catch {
    return '';
  }
}
