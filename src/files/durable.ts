/**
 * Writes files that must survive a crash or a power failure: afterward, the file has either its whole new content or
 * its old one, never part of it.
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

/** Readable only by the owner: most of these files contain keys or tokens. */
const PRIVATE = 0o600;

/** Longer than any write takes: an older draft was left by a killed process. */
const DRAFT_IS_STALE_AFTER_MS = 60_000;
const DRAFT = /\.draft-\d+$/;

/**
 * Writes or replaces `file`. Its folder must exist. The content is on disk when it returns.
 * @throws StorageFullError when nothing can be written; the file is unchanged then
 */
export function replaceFile(file: string, content: string | Buffer, mode = PRIVATE): void {
  withDraft(file, content, mode, (draft) => {
    renameSync(draft, file);
  });
}

/**
 * Writes `file` unless it exists. Its folder must exist. Returns whether it was written; it is on disk then.
 * If several processes do this at the same time, one gets true.
 * @throws StorageFullError when nothing can be written
 */
export function createFile(file: string, content: string | Buffer, mode = PRIVATE): boolean {
  // Then nothing needs to be written, which matters on a full disk.
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

/** Flushes a file or folder to disk that other code has written. */
export function syncFile(file: string): void {
  // Windows cannot open a folder; its file system flushes names on its own.
  if (process.platform === 'win32') return;
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A draft name next to `file` that only this process uses. It is removed later if the process dies. */
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

/** `writeFileSync` with `flush` does not work: Node 20 ignores it if the content is a string. */
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

/** Removes drafts left by killed processes, once per folder and process. */
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
