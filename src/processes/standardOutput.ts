import { writeSync } from 'node:fs';
import type { Appendable } from './logDestination';

const STANDARD_OUTPUT = 1;
const WAIT_MS = 10;
const WAITS = 20;

/**
 * Standard output through plain writes, because a stream fails permanently at its first error. Waits for a slow
 * reader of a pipe, at most 0.2 s, and then not again until the reader has caught up.
 */
export function standardOutput(write: typeof writeSync = writeSync): Appendable {
  let stalled = false;
  return {
    append: (bytes) => {
      let written = 0;
      for (let waits = 0; written < bytes.length;) {
        try {
          written += write(STANDARD_OUTPUT, bytes, written);
          stalled = false;
        } catch (error) {
          if (!isBusy(error) || stalled || waits === WAITS) {
            stalled = true;
            break;
          }
          waits += 1;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
        }
      }
      return written;
    },
  };
}

const isBusy = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EAGAIN';
