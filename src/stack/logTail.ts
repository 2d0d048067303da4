import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Enough for the few lines that a message shows; a log can be megabytes long. */
const TAIL_BYTES = 65_536;

/** The last `count` lines of a log file, indented for a message, or a remark if there is no log. */
export function lastLines(file: string, count: number): string {
  try {
    const lines = tail(file).trimEnd().split('\n').slice(-count);
    return lines.map((line) => `    ${line.slice(0, 400)}`).join('\n');
  } catch {
    return '    (no log was written)';
  }
}

function tail(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(TAIL_BYTES);
    const from = Math.max(0, fstatSync(handle).size - TAIL_BYTES);
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, TAIL_BYTES, from));
  } finally {
    closeSync(handle);
  }
}
