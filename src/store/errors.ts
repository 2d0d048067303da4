/** Every way the store can fail, by a stable code. Messages carry no values: they may end up in logs. */

export type StoreErrorCode =
  | 'database-unavailable'
  | 'database-busy'
  | 'storage-full'
  | 'already-exists'
  | 'refers-to-missing'
  | 'append-only'
  | 'value-refused'
  | 'query-failed'
  | 'revision-gap'
  | 'store-closed'
  | 'cursor-invalid';

const SENTENCES: Record<StoreErrorCode, string> = {
  'database-unavailable': 'The database cannot be reached now. Try again in a moment.',
  'database-busy': 'Two transactions stood in each other’s way. Try again.',
  'storage-full': 'The disk of the database is full. Try again when there is space.',
  'already-exists': 'There is already a record with that key.',
  'refers-to-missing': 'The record refers to another one that does not exist.',
  'append-only': 'This record is append-only: it can neither be changed nor deleted.',
  'value-refused': 'The database refuses a value of this record.',
  'query-failed': 'The database could not run a statement of this program.',
  'revision-gap': 'A step was offered that does not follow the last one stored.',
  'store-closed': 'The store is closed.',
  'cursor-invalid': 'The cursor is not one this list has given out.',
};

/** What passes by itself, or once there is space again. */
const RETRYABLE: ReadonlySet<StoreErrorCode> = new Set([
  'database-unavailable',
  'database-busy',
  'storage-full',
]);

/** What is safe to log about a failed statement: never its values. */
export interface StoreErrorDetail {
  sqlState?: string;
  constraint?: string;
  table?: string;
  /** For statements that are wrong in themselves, and for failures of the connection. */
  reason?: string;
}

/** Thrown by everything in src/store. `retryable`: the same call may succeed later. */
export class StoreError extends Error {
  readonly retryable: boolean;

  constructor(
    readonly code: StoreErrorCode,
    readonly detail: StoreErrorDetail = {},
  ) {
    super([SENTENCES[code], said(detail)].filter(Boolean).join(' '));
    this.name = 'StoreError';
    this.retryable = RETRYABLE.has(code);
  }
}

function said(detail: StoreErrorDetail): string {
  const parts = Object.entries(detail).map(([key, value]) => `${key}: ${String(value)}`);
  return parts.length ? `(${parts.join(', ')})` : '';
}
