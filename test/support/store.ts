/** A database of its own for whoever asks, with all its tables: a copy of one that was migrated once in this run. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { sql } from 'kysely';
import { Client, DatabaseError } from 'pg';
import { exclusively } from '../../src/locks/exclusively';
import { openEmbedded } from '../../src/postgres';
import { openStore, type Store } from '../../src/store';
import { databasesForTests } from './databases';

const MIGRATED = 'migrated';
const NO_SUCH_DATABASE = '3D000';

export interface FreshDatabase {
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** A store on a fresh database; closing it drops the database. */
export async function freshStore(): Promise<Store & { databaseUrl: string }> {
  const database = await freshDatabase();
  const store = openStore({ databaseUrl: database.url });
  const { url: databaseUrl } = database;
  return { ...store, databaseUrl, close: () => store.close().then(() => database.drop()) };
}

/** A store for the tests of a file, dropped after them. */
export function storeForTests(): () => Store {
  let store: Store | undefined;
  beforeAll(async () => {
    store = await freshStore();
  });
  afterAll(() => store?.close());
  return () => {
    if (!store) throw new Error('the store is opened before the tests, not before');
    return store;
  };
}

/** A fresh database for a process that is to open it by itself. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = await serverUrl();
  const name = `fresh_${randomUUID().replaceAll('-', '')}`;
  await copyOf(MIGRATED, name, server).catch(async (error: unknown) => {
    if (!(error instanceof DatabaseError) || error.code !== NO_SUCH_DATABASE) throw error;
    await exclusively(path.join(databasesForTests(), 'migrating'), () => makeMigrated(server));
    await copyOf(MIGRATED, name, server);
  });
  return { url: databaseAt(server, name), drop: () => ask(server, `drop database ${name} with (force)`) };
}

/** Forgets everything but the tables. What may only grow is emptied with its guards asleep. */
export async function empty(store: Store): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'`.execute(store.db);
  const tables = sql.join(rows.map(({ name }) => sql.table(name)));
  await store.db.transaction().execute(async (all) => {
    await sql`set local session_replication_role = replica`.execute(all);
    await sql`truncate ${tables} restart identity`.execute(all);
  });
}

let server: Promise<string> | undefined;

/** Of the one server of this run of jest, started when a test first needs it. It ends with the run. */
function serverUrl(): Promise<string> {
  server ??= openEmbedded(databasesForTests(), { durable: false }).then(({ url }) => url);
  return server;
}

/** Under a name of its own until it is whole: another process may be copying. */
async function makeMigrated(server: string): Promise<void> {
  const { rowCount } = await asked(server, `select from pg_database where datname = '${MIGRATED}'`);
  if (rowCount) return;
  const draft = `draft_${randomUUID().replaceAll('-', '')}`;
  await ask(server, `create database ${draft}`);
  const store = openStore({ databaseUrl: databaseAt(server, draft) });
  await store.migrate();
  await store.close();
  await ask(server, `alter database ${draft} rename to ${MIGRATED}`);
}

const copyOf = (template: string, name: string, server: string): Promise<void> =>
  ask(server, `create database ${name} template ${template}`);

function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function ask(server: string, statement: string): Promise<void> {
  await asked(server, statement);
}

async function asked(server: string, statement: string) {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
