import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processAlive, processStart } from './processIdentity';

interface Holder {
  readonly pid: number;
  /** When that process began, as the system tells it: a re-used pid is another process. */
  readonly began: string | null;
}

/** Another living process works on the data folder; two would lose data silently. */
export class DataFolderInUseError extends Error {
  readonly code = 'data-folder-in-use';
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `The data folder ${folder} is in use by process ${pid}. ` +
        'Stop that process, or set THROUGHLINE_DATA to another folder.',
    );
    this.name = 'DataFolderInUseError';
  }
}

export interface Lock {
  /** The previous holder died without releasing: its ports may need a moment to become free. */
  readonly tookOver: boolean;
  release(): void;
}

/**
 * Makes this process the only one on `folder`. The lock of a dead process is taken over.
 * @throws DataFolderInUseError
 */
export function lockFolder(folder: string): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'lock');
  const mine = JSON.stringify({ pid: process.pid, began: processStart(process.pid) } satisfies Holder);
  let tookOver = false;
  while (!createWith(file, mine)) {
    const found = read(file);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder && alive(holder)) throw new DataFolderInUseError(folder, holder.pid);
    if (discard(file, found)) tookOver = true;
  }
  const remove = (): void => {
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

/** Creates the file with its content in one step, so that nobody ever reads half a lock. */
function createWith(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the stale lock that was read, unless somebody has just put a new one in its place. */
function discard(file: string, stale: string): boolean {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return false;
  }
  const removed = read(aside);
  if (removed !== stale && removed !== undefined) createWith(file, removed);
  rmSync(aside, { force: true });
  return removed === stale;
}

function alive(holder: Holder): boolean {
  if (!processAlive(holder.pid)) return false;
  const began = processStart(holder.pid);
  return began === null || holder.began === null || began === holder.began;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    return typeof value.pid === 'number' ? { pid: value.pid, began: value.began ?? null } : undefined;
  } catch {
    return undefined;
  }
}
