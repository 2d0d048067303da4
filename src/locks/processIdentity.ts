import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, distinguished from a later one with the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The start time of the process, as reported by the system. */
  readonly began: string | null;
}

/** The identity of a running process. */
export const identify = (pid: number): ProcessIdentity => ({ pid, began: processStart(pid) });

/** Whether exactly this process is still running. */
export function stillRuns({ pid, began }: ProcessIdentity): boolean {
  if (!processAlive(pid)) return false;
  const now = processStart(pid);
  return now === null || began === null || now === began;
}

/** Parses an identity from JSON; undefined if it is damaged. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(text) as Partial<ProcessIdentity>;
    return typeof value.pid === 'number' ? { pid: value.pid, began: value.began ?? null } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process with this id exists, also of another user. */
export function processAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return state(pid) !== 'Z';
}

/** The start time of the process in the system's format; null if the system does not report it. */
export function processStart(pid: number): string | null {
  const fields = statFields(pid);
  if (fields) return fields[19] ?? null;
  if (process.platform === 'linux' || process.platform === 'win32') return null;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** The command line of a process, for messages; undefined if it cannot be read. */
export function processCommand(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean).join(' ').slice(0, 80);
  } catch {
    return undefined;
  }
}

function state(pid: number): string | undefined {
  return statFields(pid)?.[0];
}

/** The fields of /proc/PID/stat after the command name, which may contain spaces and parentheses. */
function statFields(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
