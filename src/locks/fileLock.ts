/** A lock file that one process holds at a time. The lock of a dead process is taken over. */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { createFile, draftOf } from '../files/durable';
import { identify, parseIdentity, stillRuns } from './processIdentity';

export type FileLock =
  /** `tookOver`: the previous holder died without releasing. */
  { readonly tookOver: boolean; release(): void } | { readonly heldBy: number };

/** Locks held by this process. A lock with its process id that is not in here was left by a dead process. */
const heldHere = new Set<string>();

/**
 * Locks `file` for this process, or returns the id of the running process that holds it.
 * @throws StorageFullError
 */
export function lockFile(file: string): FileLock {
  if (heldHere.has(file)) return { heldBy: process.pid };
  const mine = JSON.stringify(identify(process.pid));
  let tookOver = false;
  while (!createFile(file, mine)) {
    const found = read(file);
    if (found === undefined) continue;
    const holder = parseIdentity(found);
    if (holder && holder.pid !== process.pid && stillRuns(holder)) return { heldBy: holder.pid };
    if (discard(file, found)) tookOver = true;
  }
  heldHere.add(file);
  const remove = (): void => {
    if (!heldHere.delete(file)) return;
    if (read(file) === mine) rmSync(file, { force: true });
  };
  process.once('exit', remove);
  return {
    tookOver,
    release: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Removes the stale lock that was read, unless it has just been replaced by a new one. */
function discard(file: string, stale: string): boolean {
  const aside = draftOf(`${file}.stale`);
  try {
    renameSync(file, aside);
  } catch {
    return false;
  }
  const removed = read(aside);
  if (removed !== stale && removed !== undefined) createFile(file, removed);
  rmSync(aside, { force: true });
  return removed === stale;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
