import { PostgresDialect, type Dialect } from 'kysely';
import { Pool, types } from 'pg';
import { PARSERS } from './types';

/** How long to wait for a connection, and for the answer to one statement, before it counts as unavailable. */
const CONNECT_MS = 5_000;
const QUERY_MS = 30_000;

/** kysely on PostgreSQL with a pool of `poolSize` connections (10 when absent). */
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
  // A connection that breaks raises here when it is idle, and below when it is lent out but no statement is under way,
  // inside a transaction for instance. Either would end the process; the next query reports it anyway.
  pool.on('error', () => undefined);
  // What the instant parser reads must not depend on the server's settings.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.query("set datestyle = 'ISO, YMD'; set time zone 'UTC'").catch(() => undefined);
  });
  return new PostgresDialect({ pool });
}

function getTypeParser(id: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const ours = format === 'binary' ? undefined : PARSERS[id];
  // pg's typings name only some ids; its own parser passes any other value through as text.
  return (
    ours ?? (types.getTypeParser as (id: number, format?: string) => (value: string) => unknown)(id, format)
  );
}
