import type { Config } from '../config';
import { openEmbedded } from '../postgres';
import { openStore, type Store } from '../store';

export interface OpenDatabase {
  /** Its address, as in DATABASE_URL. */
  readonly url: string;
  readonly store: Store;
  stop(): Promise<void>;
}

/**
 * Opens the practice's database and migrates its tables. It is the configured database, or the embedded one of
 * the data folder, which any number of processes can share.
 * @throws StoreError, EmbeddedPostgresError
 */
export async function openDatabase({ database, dataDir }: Config): Promise<OpenDatabase> {
  const server = database.url === undefined ? await openEmbedded(dataDir) : given(database.url);
  const store = openStore({ databaseUrl: server.url });
  const stop = (): Promise<void> => store.close().finally(() => server.stop());
  try {
    await store.migrate();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: server.url, store, stop };
}

const given = (url: string) => ({ url, stop: () => Promise.resolve() });
