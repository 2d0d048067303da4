/** A store in memory for one spec file, in a fraction of the time that making a database takes. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { openStore, type Store } from '../../src/store';
import { PGliteDialect } from '../../src/store/dialect/pglite';
import { storeOn } from '../../src/store/open';

const CACHE = path.resolve('node_modules/.cache/throughline');
/** What a database with all its tables follows from. */
const SOURCES = ['node_modules/@electric-sql/pglite/package.json', ...filesIn('src/store/migrations')];

/** A new store in memory with all its tables. */
export async function memoryStore(): Promise<Store> {
  return openStore({ memory: true, from: await emptyDatabase() });
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

/** Made once for these sources. */
async function emptyDatabase(): Promise<Blob> {
  const file = path.join(CACHE, `database-${hashOf(SOURCES)}.tar`);
  if (existsSync(file)) return new Blob([readFileSync(file)]);
  const database = await PGlite.create('memory://');
  const store = storeOn(new PGliteDialect(database));
  await store.migrate();
  const dump = await database.dumpDataDir('none');
  await store.close();
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, file);
  return dump;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => `${folder}/${name}`);
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.resolve(file)));
  return hash.digest('hex').slice(0, 16);
}
