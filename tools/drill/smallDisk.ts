import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isStorageFull } from '../../src/files/storageFull';

/** A file system of a few megabytes that can be filled completely. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all free space. Can be called again. */
  fill(): void;
  /** Frees the space. */
  free(): void;
  /** Bytes that can still be written. */
  left(): number;
  remove(): void;
}

/** Mounts one, or returns why this user or system cannot: it needs Linux and root. */
export function smallDisk(megabytes: number): SmallDisk | { readonly unavailable: string } {
  if (process.platform !== 'linux') return { unavailable: 'a small disk can only be mounted on Linux' };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-disk-'));
  const options = `size=${megabytes}m,mode=0755`;
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'throughline', folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    const reason = error?.message ?? String(stderr).trim();
    return { unavailable: `a small disk cannot be mounted by this user: ${reason}` };
  }
  const ballast = path.join(folder, 'ballast');
  const remove = (): void => {
    process.off('exit', remove);
    spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return {
    folder,
    fill: () => {
      appendUntilFull(ballast);
    },
    free: () => {
      rmSync(ballast, { force: true });
    },
    left: () => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
    remove,
  };
}

/** Appends large pieces, then smaller ones, so that no space is left. */
function appendUntilFull(file: string): void {
  const handle = openSync(file, 'a', 0o600);
  try {
    for (const piece of [1_048_576, 4_096, 1]) appendPieces(handle, Buffer.alloc(piece));
  } finally {
    closeSync(handle);
  }
}

function appendPieces(handle: number, piece: Buffer): void {
  try {
    for (;;) writeSync(handle, piece);
  } catch (error) {
    if (!isStorageFull(error)) throw error;
  }
}
