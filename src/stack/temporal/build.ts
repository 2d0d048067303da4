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
 * Builds the Temporal server and its UI with Go into `folder`, once per user. Two builds at once do
 * not clash: the second waits for the first. A build that is cut off leaves nothing half done.
 * @throws Error when Go is missing or a build fails
 */
export async function buildWithGo(folder: string, say: Progress): Promise<Built> {
  goVersion();
  const lock = await lockPatiently(path.dirname(folder), say);
  try {
    return builtAlready(folder) ?? (await build(folder, say));
  } finally {
    lock.release();
  }
}

/** The programs of a finished build, if there is one. */
export function builtAlready(folder: string): Built | undefined {
  const built = { server: program(path.join(folder, 'server')), ui: program(path.join(folder, 'ui')) };
  return existsSync(built.server) && existsSync(built.ui) ? built : undefined;
}

async function build(folder: string, say: Progress): Promise<Built> {
  const began = Date.now();
  say(
    `Building Temporal ${SERVER.version} and its UI ${UI.version} with Go. This happens once per user and takes`,
  );
  say(`four to eight minutes on two cores. They will lie in ${folder}`);
  const draft = mkdtempSync(`${folder}.draft-`);
  const supervisor = createSupervisor();
  supervisor.removeAtDeath(draft);
  try {
    await goInstall(supervisor, '1/2 Temporal server', SERVER, path.join(draft, 'server'), say);
    await goInstall(supervisor, '2/2 Temporal UI', UI, path.join(draft, 'ui'), say);
    rmSync(folder, { recursive: true, force: true });
    syncFile(program(path.join(draft, 'server')));
    syncFile(program(path.join(draft, 'ui')));
    renameSync(draft, folder);
  } finally {
    await supervisor.stop();
  }
  say(`Temporal is built (${seconds(began)}).`);
  const built = builtAlready(folder);
  if (!built) throw new Error(`the build left no program in ${folder}`);
  return built;
}

async function goInstall(
  supervisor: Supervisor,
  title: string,
  what: { readonly module: string; readonly version: string },
  target: string,
  say: Progress,
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
    say(`  ${title}: ${seconds(began)}, ${lastLines(logFile, 1).trim().slice(0, 70) || 'starting'}`);
  };
  const ticker = setInterval(progress, PROGRESS_EVERY_MS);
  try {
    if ((await child.exitCode) !== 0)
      throw new Error(`go ${args.join(' ')} failed:\n${lastLines(logFile, 12)}`);
    say(`  ${title}: done in ${seconds(began)}`);
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
    throw new Error('Go is not on the PATH', { cause: error });
  }
}

async function lockPatiently(folder: string, say: Progress): Promise<Lock> {
  for (let said = false; ; said = true) {
    try {
      return lockFolder(folder);
    } catch (error) {
      if (!(error instanceof DataFolderInUseError)) throw error;
      if (!said) say(`Process ${error.pid} is building Temporal at this moment; waiting for it.`);
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
