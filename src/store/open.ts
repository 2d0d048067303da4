import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CamelCasePlugin, Kysely, sql, type Dialect } from 'kysely';
import type { CommitRequest, Committed } from '../activities/contract';
import { auditRepository } from './audit';
import { broadcastsRepository } from './broadcasts';
import { clientsRepository } from './clients';
import { commitStep } from './commitStep';
import { coursesRepository } from './courses';
import type { Database, Db } from './database';
import { coded } from './dialect/coded';
import { PGliteDialect } from './dialect/pglite';
import { postgresDialect } from './dialect/postgres';
import { PARSERS } from './dialect/types';
import { toStoreError } from './errorMapping';
import { eventsRepository } from './events';
import { takeLock } from './folderLock';
import { idempotencyRepository } from './idempotency';
import { invoicesRepository } from './invoices';
import { ledgerRepository } from './ledger';
import { messagesRepository } from './messages';
import { migrateToLatest } from './migrate';
import { practiceRepository } from './practice';
import { rebuild } from './rebuild';
import { staffRepository } from './staff';
import { stepsRepository } from './steps';
import { tasksRepository } from './tasks';
import { tokensRepository } from './tokens';

/**
 * One of: a PostgreSQL server; a data folder (embedded database in its `database` folder); memory only,
 * `from` a dump of PGlite if given: that is much quicker than making a database.
 */
export type StoreOptions =
  { databaseUrl: string; poolSize?: number } | { dataDir: string } | { memory: true; from?: Blob };

export type Store = ReturnType<typeof storeOn>;

/**
 * Opens the store; `migrate()` it before use, `close()` it after.
 * @throws StoreError `data-folder-in-use` when another process, or this one, has the folder open.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if ('databaseUrl' in options) return storeOn(postgresDialect(options.databaseUrl, options.poolSize));
  if ('memory' in options) return used(storeOn(await embedded('memory://', options.from)));
  const folder = path.resolve(options.dataDir, 'database');
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const unlock = takeLock(`${folder}.lock`);
  try {
    return await used(storeOn(await embedded(folder), unlock));
  } catch (error) {
    unlock();
    throw toStoreError(error);
  }
}

/** kysely closes only a database it has used: one closed at once would stay open without its lock. */
async function used(store: Store): Promise<Store> {
  await store.ping();
  return store;
}

async function embedded(place: string, from?: Blob): Promise<Dialect> {
  // Loaded on demand: with PostgreSQL the embedded database costs nothing.
  const { PGlite } = await import('@electric-sql/pglite');
  const options = { parsers: PARSERS, ...(from && { loadDataDir: from }) };
  return new PGliteDialect(await PGlite.create(place, options));
}

/** What is kept, by topic; inside a transaction its writes are one. */
const repositories = (db: Db) => ({
  audit: auditRepository(db),
  broadcasts: broadcastsRepository(db),
  clients: clientsRepository(db),
  courses: coursesRepository(db),
  events: eventsRepository(db),
  idempotency: idempotencyRepository(db),
  invoices: invoicesRepository(db),
  ledger: ledgerRepository(db),
  messages: messagesRepository(db),
  practice: practiceRepository(db),
  staff: staffRepository(db),
  steps: stepsRepository(db),
  tasks: tasksRepository(db),
  tokens: tokensRepository(db),
});
export type Repositories = ReturnType<typeof repositories>;

/** For what brings its own database; everybody else opens one. */
export function storeOn(dialect: Dialect, unlock: () => void = () => undefined) {
  const db: Db = new Kysely<Database>({
    dialect: coded(dialect),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return {
    ...repositories(db),

    /** All that the work writes through what it is given is stored, or nothing of it. @throws StoreError */
    atOnce: <T>(work: (all: Repositories) => Promise<T>): Promise<T> =>
      db.transaction().execute((tx) => work(repositories(tx))),

    /** See `commitStep`. */
    commitStep: (request: CommitRequest): Promise<Committed> => commitStep(db, request),
    /** See `rebuild`. */
    rebuild: () => rebuild(db),
    /** Brings the tables up to date; returns the names of the migrations it ran. */
    migrate: () => migrateToLatest(db.withoutPlugins()),
    /** @throws StoreError `database-unavailable` */
    ping: async (): Promise<void> => {
      await sql`select 1`.execute(db);
    },
    /** Waits for running statements, closes the database, gives up the folder. */
    close: async (): Promise<void> => {
      try {
        await db.destroy();
      } finally {
        unlock();
      }
    },
    /** For tests and tools that look at the tables themselves. */
    db,
  };
}
