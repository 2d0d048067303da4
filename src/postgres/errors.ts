/** Why the embedded database cannot be used, by a stable code. */
export type EmbeddedPostgresCode =
  /** No programs for this kind of machine, or they do not run here. */
  | 'database-programs-missing'
  /** As root: no account to run them as. */
  | 'database-account-missing'
  /** The folder belongs to another user. */
  | 'database-folder-forbidden'
  /** The folder was made by another major version. */
  | 'database-version'
  /** The folder was made by what was embedded before PostgreSQL. */
  | 'database-folder-old'
  /** There is a database, but not its password. */
  | 'database-password-missing'
  | 'database-not-started';

const WAY_OUT = 'Or set DATABASE_URL to a PostgreSQL server (15 or newer).';

/** Thrown by everything in src/postgres; the message says to a person what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresCode,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${WAY_OUT}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}
