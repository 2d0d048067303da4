/** Small translations between rows and the values the rest of the program uses. */
import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '../time/instant';

/** A value for a jsonb column: an array stays one, and does not become a PostgreSQL array. */
export function jsonb<T>(value: T): RawBuilder<T> {
  return sql<T>`cast(${text(value)} as jsonb)`;
}

/** The value as it comes back after storing: without undefined members and what PostgreSQL cannot hold. */
export function storable<T>(value: T): T {
  return JSON.parse(text(value)) as T;
}

/**
 * NUL and unpaired surrogates cannot be stored and become U+FFFD: a note of odd characters must not stop
 * its course. The look-behind keeps an escaped backslash before `u0000` apart from an escape.
 */
function text(value: unknown): string {
  return JSON.stringify(value).replace(
    /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g,
    (_, backslashes: string) => `${backslashes}\\ufffd`,
  );
}

const LAST_INSTANT = '9999-12-31T23:59:59.999Z' as Instant;

/** An instant for a timestamptz column; beyond the year 9999 (`+010000-…`) it is that year's end. */
export function column(at: Instant): Instant {
  return at.startsWith('+') ? LAST_INSTANT : at;
}

/** A row whose empty columns are absent, as optional fields are everywhere outside the store. */
export type Present<Row> = { [K in keyof Row as null extends Row[K] ? never : K]: Row[K] } & {
  [K in keyof Row as null extends Row[K] ? K : never]?: NonNullable<Row[K]>;
};

/** Leaves out the columns that are null. */
export function present<Row extends object>(row: Row): Present<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<Row>;
}

/** `present`, for what may not be there at all. */
export function presentOrNone<Row extends object>(row: Row | undefined): Present<Row> | undefined {
  return row && present(row);
}
