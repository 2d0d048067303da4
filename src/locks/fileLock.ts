/** A file that makes one process the only holder of something; a dead process's lock is taken over. */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { createFile, draftOf } from '../files/durable';
import { identify, parseIdentity, stillRuns } from './processIdentity';

export type FileLock =
  /** `tookOver`: the previous holder died without releasing. */
  { readonly tookOver: boolean; release(): void } | { readonly heldBy: number };

/** Locks held by this very process: a lock that names it without being here was left by a dead one. */
const heldHere = new Set<string>();

/**
 * Takes `file` for this process, or answers the id of the living process that holds it.
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

/** Removes the stale lock that was read, unless somebody has just put a new one in its place. */
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
