import type { Config } from '../config';
import { openStore, type Store } from '../store';

export interface OpenDatabase {
  readonly store: Store;
  stop(): Promise<void>;
}

/** Opens the practice's database, PostgreSQL or embedded, and brings its tables up to date. @throws StoreError */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const { url } = config.database;
  const store = await openStore(url === undefined ? { dataDir: config.dataDir } : { databaseUrl: url });
  try {
    await store.migrate();
  } catch (error) {
    await store.close();
    throw error;
  }
  return { store, stop: () => store.close() };
}
