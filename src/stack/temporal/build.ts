import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { syncFile } from '../../files/durable';
import { DataFolderInUseError, lockFolder, type Lock } from '../lock';
import { createSupervisor, type Supervisor } from '../processes';
import { SERVER, UI } from './release';
import { lastLines } from '../logTail';
import type { Progress } from '../progress';

interface Built {
  readonly server: string;
  readonly ui: string;
}

const PROGRESS_EVERY_MS = 10_000;

/**
 * Builds the Temporal server and its UI with Go into `folder`, once per user. A second build at the same
 * time waits for the first. An interrupted build leaves nothing behind.
 * @throws Error when Go is missing or a build fails
 */
export async function buildWithGo(folder: string, log: Progress): Promise<Built> {
  goVersion();
  const lock = await waitForLock(path.dirname(folder), log);
  try {
    return builtAlready(folder) ?? (await build(folder, log));
  } finally {
    lock.release();
  }
}

/** The programs of an earlier build, if there is one. */
export function builtAlready(folder: string): Built | undefined {
  const built = { server: program(path.join(folder, 'server')), ui: program(path.join(folder, 'ui')) };
  return existsSync(built.server) && existsSync(built.ui) ? built : undefined;
}

async function build(folder: string, log: Progress): Promise<Built> {
  const began = Date.now();
  log(
    `Building Temporal ${SERVER.version} and its UI ${UI.version} with Go. This is done once per user and takes`,
  );
  log(`four to eight minutes on two cores. The programs are kept in ${folder}.`);
  const draft = mkdtempSync(`${folder}.draft-`);
  const supervisor = createSupervisor();
  supervisor.removeAtDeath(draft);
  try {
    await goInstall(supervisor, '1/2 Temporal server', SERVER, path.join(draft, 'server'), log);
    await goInstall(supervisor, '2/2 Temporal UI', UI, path.join(draft, 'ui'), log);
    rmSync(folder, { recursive: true, force: true });
    syncFile(program(path.join(draft, 'server')));
    syncFile(program(path.join(draft, 'ui')));
    renameSync(draft, folder);
  } finally {
    await supervisor.stop();
  }
  log(`Temporal is built (${seconds(began)}).`);
  const built = builtAlready(folder);
  if (!built) throw new Error(`The build produced no program in ${folder}.`);
  return built;
}

async function goInstall(
  supervisor: Supervisor,
  title: string,
  what: { readonly module: string; readonly version: string },
  target: string,
  log: Progress,
): Promise<void> {
  mkdirSync(target, { recursive: true });
  const began = Date.now();
  const logFile = path.join(target, 'build.log');
  const args = ['install', '-v', `${what.module}@v${what.version}`];
  const child = supervisor.start({
    name: title,
    command: 'go',
    args,
    env: { GOBIN: target, GOTMPDIR: target },
    logFile,
  });
  const progress = (): void => {
    log(`  ${title}: ${seconds(began)}, ${lastLines(logFile, 1).trim().slice(0, 70) || 'starting'}`);
  };
  const ticker = setInterval(progress, PROGRESS_EVERY_MS);
  try {
    if ((await child.exitCode) !== 0)
      throw new Error(`go ${args.join(' ')} failed:\n${lastLines(logFile, 12)}`);
    log(`  ${title}: done in ${seconds(began)}`);
  } finally {
    clearInterval(ticker);
  }
}

/** The version of Go on the PATH. */
function goVersion(): string {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch (error) {
    throw new Error('Go is not on the PATH.', { cause: error });
  }
}

async function waitForLock(folder: string, log: Progress): Promise<Lock> {
  for (let announced = false; ; announced = true) {
    try {
      return lockFolder(folder);
    } catch (error) {
      if (!(error instanceof DataFolderInUseError)) throw error;
      if (!announced) log(`Process ${error.pid} is already building Temporal. Waiting for it.`);
      await pause(500);
    }
  }
}

function program(folder: string): string {
  return path.join(folder, process.platform === 'win32' ? 'server.exe' : 'server');
}

function seconds(since: number): string {
  return `${Math.round((Date.now() - since) / 1000)} s`;
}
