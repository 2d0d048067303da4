import { statfs } from 'node:fs/promises';

/** Below this, a local database may not be able to complete a write. */
const MIN_BYTES = 4_000_000;

/** Whether the disk of `folder` has free space; true if the system cannot tell. */
export async function hasSpace(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= MIN_BYTES;
  } catch {
    return true;
  }
}
