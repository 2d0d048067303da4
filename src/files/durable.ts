/**
 * Files that must survive a crash and a power cut: afterwards there is the whole new file, or what was there
 * before. Never half a file, never an empty one.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { orStorageFull } from './storageFull';

/** Readable by nobody else: most of these files hold keys or tokens. */
const PRIVATE = 0o600;

/** Longer than any write takes: a draft older than this was left by a process that was killed. */
const DRAFT_IS_STALE_AFTER_MS = 60_000;
const DRAFT = /\.draft-\d+$/;

/**
 * Writes `file`, in place of what was there; its folder must exist. On disk when it returns.
 * @throws StorageFullError when nothing can be written; the file is then as before
 */
export function replaceFile(file: string, content: string | Buffer, mode = PRIVATE): void {
  withDraft(file, content, mode, (draft) => {
    renameSync(draft, file);
  });
}

/**
 * Writes `file` unless it exists; its folder must exist. Answers whether it was written, and is on disk then.
 * Of several processes at once, one gets true.
 * @throws StorageFullError when nothing can be written
 */
export function createFile(file: string, content: string | Buffer, mode = PRIVATE): boolean {
  // Nothing need be written then, which matters on a full disk.
  if (existsSync(file)) return false;
  return withDraft(file, content, mode, (draft) => {
    try {
      linkSync(draft, file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  });
}

/** Puts a file or folder on disk that somebody else has written. */
export function syncFile(file: string): void {
  // A folder cannot be opened on Windows, where the file system keeps names safe by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A name beside `file` that only this process uses; swept away if the process dies. */
export function draftOf(file: string): string {
  return `${file}.draft-${process.pid}`;
}

function withDraft<T>(file: string, content: string | Buffer, mode: number, place: (draft: string) => T): T {
  const folder = path.dirname(file);
  sweepOnce(folder);
  const draft = draftOf(file);
  return orStorageFull(file, () => {
    try {
      writeSynced(draft, content, mode);
      const placed = place(draft);
      syncFile(folder);
      return placed;
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

/** Not `writeFileSync` with `flush`: Node 20 forgets it when the content is a string. */
function writeSynced(file: string, content: string | Buffer, mode: number): void {
  const handle = openSync(file, 'w', mode);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const swept = new Set<string>();

/** Removes what processes left that were killed between two steps; once for each folder of this process. */
function sweepOnce(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  for (const name of readdirSync(folder).filter((entry) => DRAFT.test(entry))) {
    const draft = path.join(folder, name);
    const written = statSync(draft, { throwIfNoEntry: false })?.mtimeMs;
    if (written !== undefined && Date.now() - written > DRAFT_IS_STALE_AFTER_MS)
      rmSync(draft, { force: true });
  }
}
