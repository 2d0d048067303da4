import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { LOG_ROTATION, putAside, rotateInPlace, type Rotation } from '../files/rotation';
import { orStorageFull } from '../files/storageFull';
import { lastLines } from './logTail';

const LOOK_AT_LOGS_EVERY_MS = 2_000;

export interface ChildSpec {
  /** What people call it, such as `Temporal server`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Standard output and error go here; the output of an earlier run is put aside. Kept by size. Absent: they go to
   * this process's own output.
   */
  readonly logFile?: string;
  readonly logRotation?: Rotation;
}

/** A child ended though nobody asked it to; the message ends with the last lines of its log. */
export class ChildDiedError extends Error {
  readonly code = 'child-died';
  constructor(
    readonly child: string,
    how: string,
    logFile?: string,
  ) {
    const log = logFile && ` The end of its log, ${logFile}:\n${lastLines(logFile, 15)}`;
    super(`${child} ended unexpectedly (${how}).${log ?? ''}`);
    this.name = 'ChildDiedError';
  }
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Settles only if the child ends by itself: always a rejection with ChildDiedError. */
  readonly died: Promise<never>;
  /** Its exit code, for a child that is meant to end; null after a signal. */
  readonly exitCode: Promise<number | null>;
  /** Asks it to end, waits, then ends it. */
  stop(graceMs?: number): Promise<void>;
}

export interface Supervisor {
  start(spec: ChildSpec): Child;
  /**
   * A file or folder that is removed with the last child, even if this process is killed. A file for which
   * `holding` is given stays if it holds anything else by then: the next run may have written its own.
   */
  removeAtDeath(fileOrFolder: string, holding?: string): void;
  /** Stops every child, the youngest first. */
  stop(): Promise<void>;
}

/** Supervises child processes so that none outlives this process, even if it is killed with SIGKILL. */
export function createSupervisor(): Supervisor {
  const children: Child[] = [];
  const watchdog = startWatchdog();
  return {
    start: (spec) => {
      const child = startChild(spec, watchdog);
      children.push(child);
      return child;
    },
    removeAtDeath: (fileOrFolder, holding) => {
      watchdog.tell({ remove: fileOrFolder, holding });
    },
    stop: async () => {
      for (const child of children.splice(0).reverse()) await child.stop();
      await watchdog.stop();
    },
  };
}

interface Watchdog {
  tell(order: Readonly<Record<string, number | string | undefined>>): void;
  stop(): Promise<void>;
}

function startWatchdog(): Watchdog {
  const script = path.join(__dirname, '../../scripts/watchdog.cjs');
  // Its own session: Ctrl-C in the terminal must not reach it before this process has stopped in order.
  const dog = spawn(process.execPath, [script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  dog.stdin.on('error', () => undefined);
  dog.unref();
  const ended = new Promise<void>((resolve) => dog.once('exit', () => { resolve(); })); // prettier-ignore
  return {
    tell: (order) => void dog.stdin.write(`${JSON.stringify(order)}\n`),
    stop: async () => {
      dog.ref();
      dog.stdin.end();
      await ended;
    },
  };
}

function startChild(spec: ChildSpec, watchdog: Watchdog): Child {
  const { child, pid } = launch(spec);
  watchdog.tell({ watch: pid });
  const rotating = keepBySize(spec);
  let asked = false;
  const ended = new Promise<{ code: number | null; how: string }>((resolve) => {
    child.once('exit', (code, signal) => {
      watchdog.tell({ unwatch: pid });
      clearInterval(rotating);
      resolve({ code, how: signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}` });
    });
  });
  const died = new Promise<never>((_, reject) => {
    void ended.then(({ how }) => {
      if (!asked) reject(new ChildDiedError(spec.name, how, spec.logFile));
    });
  });
  died.catch(() => undefined);
  return {
    name: spec.name,
    pid,
    died,
    exitCode: ended.then(({ code }) => code),
    stop: async (graceMs = 8_000) => {
      asked = true;
      signalGroup(pid, 'SIGTERM');
      const force = setTimeout(() => { signalGroup(pid, 'SIGKILL'); }, graceMs); // prettier-ignore
      await ended;
      clearTimeout(force);
    },
  };
}

function launch(spec: ChildSpec): { child: ChildProcess; pid: number } {
  const log = spec.logFile === undefined ? undefined : openLog(spec.logFile, spec.logRotation);
  try {
    const child = spawn(spec.command, [...spec.args], {
      cwd: spec.cwd,
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', log ?? 'inherit', log ?? 'inherit'],
      detached: true,
    });
    child.on('error', () => undefined);
    if (child.pid === undefined) throw new Error(`${spec.name} cannot be started: ${spec.command}`);
    return { child, pid: child.pid };
  } finally {
    if (log !== undefined) closeSync(log);
  }
}

function openLog(logFile: string, rotation: Rotation = LOG_ROTATION): number {
  return orStorageFull(logFile, () => {
    mkdirSync(path.dirname(logFile), { recursive: true });
    putAside(logFile, rotation);
    // For appending: so the child goes on at the beginning when the file is emptied.
    return openSync(logFile, 'a', 0o600);
  });
}

/** The child writes its log by itself, so that what it says at the end is kept even if this process is dead. */
function keepBySize({ logFile, logRotation = LOG_ROTATION }: ChildSpec): NodeJS.Timeout | undefined {
  if (logFile === undefined) return undefined;
  const look = (): void => {
    try {
      rotateInPlace(logFile, logRotation);
    } catch {
      // A log that grows is no reason to end anything.
    }
  };
  return setInterval(look, LOOK_AT_LOGS_EVERY_MS).unref();
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has gone already, which is what was wanted.
  }
}
