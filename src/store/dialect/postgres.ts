import { PostgresDialect, type Dialect } from 'kysely';
import { Pool, types } from 'pg';
import { PARSERS } from './types';

/** How long to wait for a connection or a statement before the database counts as unavailable. */
const CONNECT_MS = 5_000;
const QUERY_MS = 30_000;

/** kysely on PostgreSQL with a pool of `poolSize` connections (default 10). */
export function postgresDialect(databaseUrl: string, poolSize = 10): Dialect {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
    application_name: 'throughline',
    types: { getTypeParser },
  });
  // A broken connection emits an error here when idle, and below when in use without a running statement, such as
  // inside a transaction. Either would end the process. The next query reports it anyway.
  pool.on('error', () => undefined);
  // The instant parser must not depend on the server's settings.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.query("set datestyle = 'ISO, YMD'; set time zone 'UTC'").catch(() => undefined);
  });
  return new PostgresDialect({ pool });
}

function getTypeParser(id: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const ours = format === 'binary' ? undefined : PARSERS[id];
  // pg's types list only some ids; its parser returns all other values as text.
  return (
    ours ?? (types.getTypeParser as (id: number, format?: string) => (value: string) => unknown)(id, format)
  );
}
