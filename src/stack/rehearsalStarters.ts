import { attemptTime } from '../activities/attempt';
import { openDatabase, type OpenDatabase } from '../processes/database';
import { runWorker } from '../processes/worker';
import { SEARCH_ATTRIBUTES } from '../workflows/searchAttributes';
import type { Starters } from './contract';
import { enterDemo } from './demoPractice';

/** For a rehearsal: no API, a fictional practice. */
export const rehearsalStarters: Starters<OpenDatabase> = {
  searchAttributes: SEARCH_ATTRIBUTES,
  database: async ({ config }) => {
    const database = await openDatabase(config);
    await enterDemo(database.store, new Date());
    return database;
  },
  worker: ({ config, database }) => runWorker(config, database.store, attemptTime),
};
