/** A real PostgreSQL without a server to install: the default on a laptop, and for tests. ADR 15 */
export {
  endEmbedded,
  openEmbedded,
  temporaryDataDir,
  temporaryPostgres,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from './open';
export { EmbeddedPostgresError, type EmbeddedPostgresCode } from './errors';
