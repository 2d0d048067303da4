/** Converts between rows and the values used elsewhere in the program. */
import { sql, type ColumnType, type RawBuilder } from 'kysely';
import type { Instant } from '../time/instant';

/** A jsonb column, written through `jsonb()` so that an array never becomes a PostgreSQL array by accident. */
export type Json<T> = ColumnType<T, RawBuilder<T>, RawBuilder<T>>;

/** A value for a jsonb column. An array stays a JSON array and does not become a PostgreSQL array. */
export function jsonb<T>(value: T): RawBuilder<T> {
  return sql<T>`cast(${text(value)} as jsonb)`;
}

/** The value as it is read back: without undefined members and characters that PostgreSQL cannot store. */
export function storable<T>(value: T): T {
  return JSON.parse(text(value)) as T;
}

/**
 * NUL and unpaired surrogates cannot be stored and become U+FFFD, because a note with odd characters must not stop
 * its course. The look-behind tells an escaped backslash before `u0000` from an escape.
 */
function text(value: unknown): string {
  return JSON.stringify(value).replace(
    /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g,
    (_, backslashes: string) => `${backslashes}\\ufffd`,
  );
}

const LAST_INSTANT = '9999-12-31T23:59:59.999Z' as Instant;

/** An instant for a timestamptz column. Beyond the year 9999 (`+010000-…`), the end of that year. */
export function toTimestamptz(at: Instant): Instant {
  return at.startsWith('+') ? LAST_INSTANT : at;
}

/** A row without its null columns: outside the store, optional fields are absent. */
export type Present<Row> = { [K in keyof Row as null extends Row[K] ? never : K]: Row[K] } & {
  [K in keyof Row as null extends Row[K] ? K : never]?: NonNullable<Row[K]>;
};

/** Leaves out the columns that are null. */
export function present<Row extends object>(row: Row): Present<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<Row>;
}

/** Like `present`, but for a row that may not exist. */
export function presentOrUndefined<Row extends object>(row: Row | undefined): Present<Row> | undefined {
  return row && present(row);
}
