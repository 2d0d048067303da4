/** Log files that are kept by size: `file`, and before it `file.1`, `file.2` …, the oldest dropped. */
import { copyFileSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';

export interface Rotation {
  /** A file that has reached this is put aside. */
  readonly limitBytes: number;
  /** How many older ones stay. */
  readonly kept: number;
}

/** At most 40 MB for each log. */
export const LOG_ROTATION: Rotation = { limitBytes: 10_000_000, kept: 3 };

/** Puts `file` aside as `file.1`; there is no `file` then. Does nothing when there is none. */
export function putAside(file: string, { kept }: Rotation): void {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return;
  makeRoom(file, kept);
  renameSync(file, `${file}.1`);
}

/**
 * Empties a file that another program has open for appending, once it has reached its limit; what it held
 * is kept as `file.1`. Lines written between the copy and the cut, microseconds, are lost. Where there is no
 * space for the copy, the file stays as it is.
 */
export function rotateInPlace(file: string, rotation: Rotation): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < rotation.limitBytes) return;
  // The oldest goes first: on a full disk it leaves the space that the copy needs.
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
