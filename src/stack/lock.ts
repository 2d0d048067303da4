import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { lockFile } from '../locks/fileLock';

/** Another running process uses the data folder. Two at once would silently lose data. */
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
  /** The previous owner died without releasing the lock. Its ports may need a moment to become free. */
  readonly tookOver: boolean;
  release(): void;
}

/**
 * Locks `folder` for this process. Takes over the lock of a dead process.
 * @throws DataFolderInUseError
 */
export function lockFolder(folder: string): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFile(path.join(folder, 'lock'));
  if ('heldBy' in lock) throw new DataFolderInUseError(folder, lock.heldBy);
  return lock;
}
