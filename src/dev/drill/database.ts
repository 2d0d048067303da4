/** TEMPORARY until the embedded server is here. */
import { startPostgres } from '../../../test/store/postgresServer';
export const startDatabase = async (_folder: string): Promise<{ url: string; stop(): Promise<void> }> =>
  startPostgres('/usr/lib/postgresql/15/bin');
