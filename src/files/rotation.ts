/** Rotates log files by size: `file` becomes `file.1`, then `file.2`, and so on; the oldest is deleted. */
import { copyFileSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';

export interface Rotation {
  /** A file of this size is rotated. */
  readonly limitBytes: number;
  /** How many older files are kept. */
  readonly kept: number;
}

/** At most 40 MB per log. */
export const LOG_ROTATION: Rotation = { limitBytes: 10_000_000, kept: 3 };

/** Renames `file` to `file.1`. Does nothing if there is no `file`. */
export function setAside(file: string, { kept }: Rotation): void {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return;
  makeRoom(file, kept);
  renameSync(file, `${file}.1`);
}

/**
 * Rotates a file that another program has open for appending, once it has reached its limit: copies it to `file.1`
 * and truncates it. Lines written in the microseconds between are lost. If there is no space for the copy, the file
 * is left unchanged.
 */
export function rotateInPlace(file: string, rotation: Rotation): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < rotation.limitBytes) return;
  // Delete the oldest first: on a full disk, this frees the space for the copy.
  makeRoom(file, rotation.kept);
  try {
    copyFileSync(file, `${file}.1`);
  } catch {
    rmSync(`${file}.1`, { force: true });
    return;
  }
  truncateSync(file);
}

function makeRoom(file: string, kept: number): void {
  rmSync(`${file}.${kept}`, { force: true });
  for (let age = kept - 1; age >= 1; age -= 1) {
    if (statSync(`${file}.${age}`, { throwIfNoEntry: false }))
      renameSync(`${file}.${age}`, `${file}.${age + 1}`);
  }
}
