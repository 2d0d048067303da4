/** A separate process for each embedded server that outlives the server's users: see guardProcess.ts. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../files/durable';
import { identify, parseIdentity, stillRuns, type ProcessIdentity } from '../locks/processIdentity';
import type { Layout } from './layout';

const PROGRAM = path.join(__dirname, 'guardProcess.ts');

/** Makes sure a guard watches this folder. Call it under the folder's lock. */
export function startGuard(layout: Layout): void {
  if (guardOf(layout)) return;
  const log = openSync(layout.log, 'a', 0o600);
  const run = ['--require', require.resolve('tsx/cjs'), PROGRAM, layout.dataDir];
  const guard = spawn(process.execPath, run, { detached: true, stdio: ['ignore', 'ignore', log] });
  closeSync(log);
  guard.on('error', () => undefined);
  guard.unref();
  if (guard.pid === undefined) return;
  replaceFile(layout.guard, JSON.stringify(identify(guard.pid)));
}

/** Ends the guard. Call it under the folder's lock, so that the guard does not hold it. */
export function endGuard(layout: Layout): void {
  const guard = guardOf(layout);
  if (guard) process.kill(guard.pid, 'SIGKILL');
  rmSync(layout.guard, { force: true });
}

function guardOf({ guard }: Layout): ProcessIdentity | undefined {
  try {
    const found = parseIdentity(readFileSync(guard, 'utf8'));
    return found && stillRuns(found) ? found : undefined;
  } catch {
    return undefined;
  }
}
