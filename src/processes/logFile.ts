import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { LOG_ROTATION, putAside, type Rotation } from '../files/rotation';
import { isStorageFull } from '../files/storageFull';
import type { Appendable } from './logDestination';

/** After so many bytes it is time to look at the file's size, and whether another process has put it aside. */
const LOOK_EVERY_BYTES = 65_536;
const PRIVATE = 0o600;

/** A log file kept by size. Several processes may write one: each line is one append. */
export class LogFile implements Appendable {
  private handle: number | undefined;
  private sinceLook = LOOK_EVERY_BYTES;

  /** @throws the system's error when the file cannot be opened, but for a full disk: that may pass */
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

  /** All of the bytes, or none: another writer of the file must not go on inside a line of ours. */
  append(bytes: Buffer): number {
    let written = 0;
    try {
      if (this.handle !== undefined && this.sinceLook >= LOOK_EVERY_BYTES) this.look(this.handle);
      const handle = this.handle ?? this.open();
      while (written < bytes.length) written += writeSync(handle, bytes, written);
    } catch {
      if (this.handle !== undefined && written > 0) written -= takenBack(this.handle, written);
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

  /** Goes over to a new file when this one is long enough, or is not in its place any more. */
  private look(handle: number): void {
    this.sinceLook = 0;
    try {
      const mine = fstatSync(handle);
      const inPlace = statSync(this.file, { throwIfNoEntry: false })?.ino === mine.ino;
      if (inPlace && mine.size < this.rotation.limitBytes) return;
      if (inPlace) putAside(this.file, this.rotation);
      this.close();
    } catch {
      // It goes on in the file that is open.
    }
  }
}

/** Cuts what was written last off again, which needs no space. Answers how much. */
function takenBack(handle: number, bytes: number): number {
  try {
    ftruncateSync(handle, fstatSync(handle).size - bytes);
    return bytes;
  } catch {
    return 0;
  }
}
