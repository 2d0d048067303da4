import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { LOG_ROTATION, setAside, rotateInPlace, type Rotation } from '../files/rotation';
import { orStorageFull } from '../files/storageFull';
import { lastLines } from './logTail';

const CHECK_LOGS_EVERY_MS = 2_000;

export interface ChildSpec {
  /** A name for people, such as `Temporal server`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Receives standard output and error. The log of an earlier run is set aside, and the log is rotated by
   * size. Without it, output goes to this process's own output.
   */
  readonly logFile?: string;
  readonly logRotation?: Rotation;
}

/** A child process ended unexpectedly. The message ends with the last lines of its log. */
export class ChildDiedError extends Error {
  readonly code = 'child-died';
  constructor(
    readonly child: string,
    how: string,
    logFile?: string,
  ) {
    const log = logFile && ` The last lines of its log, ${logFile}:\n${lastLines(logFile, 15)}`;
    super(`${child} ended unexpectedly (${how}).${log ?? ''}`);
    this.name = 'ChildDiedError';
  }
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Rejects with ChildDiedError if the child ends on its own; never resolves. */
  readonly died: Promise<never>;
  /** The exit code of a child that is meant to end; null after a signal. */
  readonly exitCode: Promise<number | null>;
  /** Asks the child to end, waits, then kills it. */
  stop(graceMs?: number): Promise<void>;
}

export interface Supervisor {
  start(spec: ChildSpec): Child;
  /**
   * Removes a file or folder after the last child has ended, even if this process is killed. With `holding`, the
   * file is only removed if it still has this content: the next run may have written its own.
   */
  removeAtDeath(fileOrFolder: string, holding?: string): void;
  /** Stops every child, the newest first. */
  stop(): Promise<void>;
}

/** Supervises child processes. None outlives this process, even if it is killed with SIGKILL. */
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
      watchdog.send({ remove: fileOrFolder, holding });
    },
    stop: async () => {
      for (const child of children.splice(0).reverse()) await child.stop();
      await watchdog.stop();
    },
  };
}

interface Watchdog {
  send(order: Readonly<Record<string, number | string | undefined>>): void;
  stop(): Promise<void>;
}

function startWatchdog(): Watchdog {
  const script = path.join(__dirname, '../../scripts/watchdog.cjs');
  // In its own session: Ctrl-C in the terminal must not reach it before this process has stopped in order.
  const dog = spawn(process.execPath, [script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  dog.stdin.on('error', () => undefined);
  dog.unref();
  const ended = new Promise<void>((resolve) => dog.once('exit', () => { resolve(); })); // prettier-ignore
  return {
    send: (order) => void dog.stdin.write(`${JSON.stringify(order)}\n`),
    stop: async () => {
      dog.ref();
      dog.stdin.end();
      await ended;
    },
  };
}

function startChild(spec: ChildSpec, watchdog: Watchdog): Child {
  const { child, pid } = launch(spec);
  watchdog.send({ watch: pid });
  const rotating = rotateRegularly(spec);
  let asked = false;
  const ended = new Promise<{ code: number | null; how: string }>((resolve) => {
    child.once('exit', (code, signal) => {
      watchdog.send({ unwatch: pid });
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
    setAside(logFile, rotation);
    // Append mode, so the child continues at the start after the file is truncated.
    return openSync(logFile, 'a', 0o600);
  });
}

/** The child writes its log directly, so its last lines are kept even if this process is dead. */
function rotateRegularly({ logFile, logRotation = LOG_ROTATION }: ChildSpec): NodeJS.Timeout | undefined {
  if (logFile === undefined) return undefined;
  const rotate = (): void => {
    try {
      rotateInPlace(logFile, logRotation);
    } catch {
      // A log that is too large must not end anything.
    }
  };
  return setInterval(rotate, CHECK_LOGS_EVERY_MS).unref();
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The process has already ended.
  }
}
