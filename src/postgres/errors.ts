/** Why the embedded database cannot be used, by stable code. */
export type EmbeddedPostgresCode =
  /** No programs for this kind of machine, or they do not run here. */
  | 'database-programs-missing'
  /** Running as root without an account to run them as. */
  | 'database-account-missing'
  /** The folder belongs to another user. */
  | 'database-folder-forbidden'
  /** The folder was created by another major version. */
  | 'database-version'
  /** The folder was created by PGlite, which earlier versions embedded. */
  | 'database-folder-old'
  /** The database exists, but its password is missing. */
  | 'database-password-missing'
  | 'database-not-started';

const ALTERNATIVE = 'Or set DATABASE_URL to a PostgreSQL server (15 or newer).';

/** Thrown by everything in src/postgres. The message says what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresCode,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${ALTERNATIVE}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}
