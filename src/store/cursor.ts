/** Pages of a list, by opaque cursors: the next page starts after the last row seen, so inserts never shift it. */
import type { Instant } from '../time/instant';
import { StoreError } from './errors';

export interface PageRequest {
  /** `next` of the previous page. */
  cursor?: string;
  limit?: number;
}

/** One page of what a query for `limit + 1` rows found. `last` is its last row if there is another page. */
export function cutPage<Row>(rows: readonly Row[], limit: number): { page: Row[]; last: Row | undefined } {
  const page = rows.slice(0, limit);
  return { page, last: rows.length > limit ? page.at(-1) : undefined };
}

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

/** The last row seen of a list that is ordered by a number. @throws StoreError `cursor-invalid` */
export function readNumber(cursor: string): number {
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  throw new StoreError('cursor-invalid');
}
