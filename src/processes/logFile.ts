import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { LOG_ROTATION, setAside, type Rotation } from '../files/rotation';
import { isStorageFull } from '../files/storageFull';
import type { Appendable } from './logDestination';

/** After this many bytes, check the file's size and whether another process has rotated it. */
const CHECK_EVERY_BYTES = 65_536;
const PRIVATE = 0o600;

/** A log file that is rotated by size. Several processes may write to it: each line is one append. */
export class LogFile implements Appendable {
  private handle: number | undefined;
  private sinceLook = CHECK_EVERY_BYTES;

  /** @throws the system's error when the file cannot be opened, except on a full disk, which may get space again */
  constructor(
    private readonly file: string,
    private readonly rotation: Rotation = LOG_ROTATION,
  ) {
    try {
      this.open();
    } catch (error) {
      if (!isStorageFull(error)) throw error;
    }
  }

  /** Appends all of the bytes or none, so that other processes never write in the middle of a line. */
  append(bytes: Buffer): number {
    let written = 0;
    try {
      if (this.handle !== undefined && this.sinceLook >= CHECK_EVERY_BYTES) this.look(this.handle);
      const handle = this.handle ?? this.open();
      while (written < bytes.length) written += writeSync(handle, bytes, written);
    } catch {
      if (this.handle !== undefined && written > 0) written -= undoWrite(this.handle, written);
    }
    this.sinceLook += written;
    return written;
  }

  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
  }

  private open(): number {
    mkdirSync(path.dirname(this.file), { recursive: true });
    return (this.handle = openSync(this.file, 'a', PRIVATE));
  }

  /** Closes the file if it is large enough to rotate, or if another process has rotated it. */
  private look(handle: number): void {
    this.sinceLook = 0;
    try {
      const mine = fstatSync(handle);
      const inPlace = statSync(this.file, { throwIfNoEntry: false })?.ino === mine.ino;
      if (inPlace && mine.size < this.rotation.limitBytes) return;
      if (inPlace) setAside(this.file, this.rotation);
      this.close();
    } catch {
      // Continue with the open file.
    }
  }
}

/** Truncates the last bytes written, which needs no disk space. Returns how many were removed. */
function undoWrite(handle: number, bytes: number): number {
  try {
    ftruncateSync(handle, fstatSync(handle).size - bytes);
    return bytes;
  } catch {
    return 0;
  }
}
