import { lockFile } from '../locks/fileLock';
import { StoreError } from './errors';

/**
 * One process per PGlite folder: two would lose data silently. The store refuses a second opener itself,
 * whatever lock the program that opened it already holds. Returns how to give the lock up.
 * @throws StoreError `data-folder-in-use`
 */
export function takeLock(file: string): () => void {
  const lock = lockFile(file);
  if (!('heldBy' in lock)) {
    return () => {
      lock.release();
    };
  }
  const who = lock.heldBy === process.pid ? 'this process' : `process ${lock.heldBy}`;
  throw new StoreError('data-folder-in-use', { reason: `${who} has it open` });
}
