import { setTimeout as pause } from 'node:timers/promises';
import { lockFile } from './fileLock';

const LOOK_AGAIN_MS = 20;

/** Does `work` while no other process, and nobody else in this one, does work under the same lock file. */
export async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = lockFile(file);
    if ('heldBy' in lock) await pause(LOOK_AGAIN_MS);
    else return work().finally(() => { lock.release(); }); // prettier-ignore
  }
}
