import { Migrator } from 'kysely';
import type { Db } from './database';
import { toStoreError } from './errorMapping';
import { MIGRATIONS } from './migrations';

/**
 * Brings the tables up to date; does nothing when they are. Safe to run from many processes at once: they
 * wait for one advisory lock. Returns the names of the migrations it ran.
 * @throws StoreError
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw toStoreError(error);
  return (results ?? []).map(({ migrationName }) => migrationName);
}
