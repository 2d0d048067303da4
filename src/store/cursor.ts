/** Opaque cursors for keyset paging: the next page starts after the last row seen, so inserts never shift it. */
import type { Instant } from '../time/instant';
import { StoreError } from './errors';

export function writeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const ID = /^[\w-]{1,100}$/;

/**
 * Reads the position of the last row seen, in a list ordered by an instant and an id.
 * @throws StoreError `cursor-invalid` for anything that `writeCursor` has not produced.
 */
export function readPosition(cursor: string): [at: Instant, id: string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value.length === 2) {
      const [at = '', id = ''] = value.map(String);
      if (INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && ID.test(id)) return [at as Instant, id];
    }
  } catch {
    // Not JSON is refused like a wrong shape.
  }
  throw new StoreError('cursor-invalid');
}
