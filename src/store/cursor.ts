/** Opaque cursors for keyset paging: a page is found by the last row seen, so inserts never shift it. */
import { StoreError } from './errors';

export function writeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The two parts of a cursor, each matching its pattern.
 * @throws StoreError `cursor-invalid` for anything `writeCursor` has not made.
 */
export function readCursor(cursor: string, first: RegExp, second: RegExp): [string, string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value.length === 2) {
      const [a, b] = value.map(String);
      if (a !== undefined && b !== undefined && first.test(a) && second.test(b)) return [a, b];
    }
  } catch {
    // Not JSON: the same answer as a wrong shape.
  }
  throw new StoreError('cursor-invalid');
}
