import { Migrator } from 'kysely';
import type { Db } from './database';
import { toStoreError } from './errorMapping';
import { MIGRATIONS } from './migrations';

/**
 * Migrates the tables to the latest version. Many processes may run it at the same time: they wait for one
 * advisory lock. Returns the names of the migrations it ran.
 * @throws StoreError
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw toStoreError(error);
  return (results ?? []).map(({ migrationName }) => migrationName);
}
