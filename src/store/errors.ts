/** Every way the store can fail, by stable code. Messages contain no values because they may be logged. */

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
  'database-unavailable': 'The database cannot be reached. Try again in a moment.',
  'database-busy': 'Two transactions conflicted. Try again.',
  'storage-full': 'The disk of the database is full. Free some space, then try again.',
  'already-exists': 'A record with this key already exists.',
  'refers-to-missing': 'The record refers to another record that does not exist.',
  'append-only': 'This record is append-only. It cannot be changed or deleted.',
  'value-refused': 'The database rejected a value in this record.',
  'query-failed': 'The database could not run a statement.',
  'revision-gap': 'The step must follow the last stored step.',
  'store-closed': 'The store is closed.',
  'cursor-invalid': 'The cursor must come from a page of this list.',
};

/** Failures that may pass on their own or once there is space again. */
const RETRYABLE: ReadonlySet<StoreErrorCode> = new Set([
  'database-unavailable',
  'database-busy',
  'storage-full',
]);

/** Details of a failed statement that are safe to log. Never contains values. */
export interface StoreErrorDetail {
  sqlState?: string;
  constraint?: string;
  table?: string;
  /** For invalid statements and connection failures. */
  reason?: string;
}

/** Thrown by everything in src/store. If `retryable`, the same call may succeed later. */
export class StoreError extends Error {
  readonly retryable: boolean;

  constructor(
    readonly code: StoreErrorCode,
    readonly detail: StoreErrorDetail = {},
  ) {
    super([SENTENCES[code], detailText(detail)].filter(Boolean).join(' '));
    this.name = 'StoreError';
    this.retryable = RETRYABLE.has(code);
  }
}

function detailText(detail: StoreErrorDetail): string {
  const parts = Object.entries(detail).map(([key, value]) => `${key}: ${String(value)}`);
  return parts.length ? `(${parts.join(', ')})` : '';
}
