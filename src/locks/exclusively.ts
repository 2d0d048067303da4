import { setTimeout as pause } from 'node:timers/promises';
import { lockFile } from './fileLock';

const RETRY_MS = 20;

/** Does `work` while nothing else, in this or another process, works under the same lock file. */
export async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = lockFile(file);
    if ('heldBy' in lock) await pause(RETRY_MS);
    else return work().finally(() => { lock.release(); }); // prettier-ignore
  }
}
