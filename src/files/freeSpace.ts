import { statfs } from 'node:fs/promises';

/** Below this the databases of a laptop can no longer be sure of one write. */
const LEAST_BYTES = 4_000_000;

/** Whether the disk that holds `folder` has space for more; true where the system does not tell. */
export async function hasSpace(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= LEAST_BYTES;
  } catch {
    return true;
  }
}
