/** Maps errors of pg and kysely to StoreErrors. */
import { StoreError, type StoreErrorCode, type StoreErrorDetail } from './errors';

/** The SQLSTATE of our append-only triggers; see migrations/002-courses.ts. */
export const APPEND_ONLY_STATE = 'TL001';

interface DatabaseError {
  code?: unknown;
  constraint?: unknown;
  table?: unknown;
  message?: unknown;
}

/** Converts any error to a StoreError. Drops the original on purpose: its text and detail can quote values. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { code, constraint, table, message } = (error ?? {}) as DatabaseError;
  const state = typeof code === 'string' ? code : '';
  const text = typeof message === 'string' ? message : '';
  const storeCode = codeOf(state, text);
  const detail: StoreErrorDetail = {};
  if (state) detail.sqlState = state;
  if (typeof constraint === 'string') detail.constraint = constraint;
  if (typeof table === 'string') detail.table = table;
  if (storeCode === 'query-failed' && (state.startsWith('42') || !state)) detail.reason = text;
  return new StoreError(storeCode, detail);
}

const BY_STATE: Record<string, StoreErrorCode> = {
  '23505': 'already-exists',
  '23503': 'refers-to-missing',
  '40001': 'database-busy',
  '40P01': 'database-busy',
  '55P03': 'database-busy',
  '53100': 'storage-full',
  [APPEND_ONLY_STATE]: 'append-only',
};

/** Classes of SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html). */
const BY_CLASS: Record<string, StoreErrorCode> = {
  '08': 'database-unavailable', // connection
  '28': 'database-unavailable', // log-in refused
  '3D': 'database-unavailable', // no such database
  '53': 'database-unavailable', // out of resources
  '57': 'database-unavailable', // shut down, canceled
  '58': 'database-unavailable', // input or output error of the server
  '22': 'value-refused',
  '23': 'value-refused',
};

function codeOf(state: string, text: string): StoreErrorCode {
  if (/^[0-9A-Z]{5}$/.test(state)) return BY_STATE[state] ?? BY_CLASS[state.slice(0, 2)] ?? 'query-failed';
  if (/closed|destroyed|after calling end/i.test(text)) return 'store-closed';
  if (/^E[A-Z]+$/.test(state) || /terminated|timeout|connect/i.test(text)) return 'database-unavailable';
  return 'query-failed';
}
