/** A real PostgreSQL that needs no installation: the default on a laptop and in tests. ADR 15 */
export {
  endEmbedded,
  openEmbedded,
  temporaryDataDir,
  temporaryPostgres,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from './open';
export { EmbeddedPostgresError, type EmbeddedPostgresCode } from './errors';
