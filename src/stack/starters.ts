/** The services of the stack. They run the same code in production. */
import { attemptTime } from '../activities/attempt';
import type { Config } from '../config';
import { openDatabase, type OpenDatabase } from '../processes/database';
import { runApi } from '../processes/api';
import { hasConsole } from '../processes/consoleFolder';
import { runWorker } from '../processes/worker';
import { SEARCH_ATTRIBUTES } from '../workflows/searchAttributes';
import type { Starters } from './contract';
import { startDemoCourses } from './demo/demoCourses';
import { accessOf, demoPractice, DEMO_PRACTICE } from './demoPractice';
import { enterPractice } from '../setup/practice';

export interface DemoOptions {
  /** Without the demo practice. One that is there already stays, and gets no invented clients. */
  empty?: boolean;
}

/** `npm start`: everything, with the demo practice. */
export const demoStarters = ({ empty = false }: DemoOptions = {}): Starters<OpenDatabase> => ({
  searchAttributes: SEARCH_ATTRIBUTES,
  database: ({ config }: { config: Config }) => openDatabase(config),
  worker: ({ config, database }) => runWorker(config, database.store),
  api: async ({ config, database }) => {
    const isEmpty = empty && !(await database.store.practice.get());
    const access = isEmpty ? undefined : await demoPractice(database.store, config.dataDir, new Date());
    const api = await runApi(config, database.store);
    const demo = empty || !access ? undefined : startDemoCourses(config, database.store);
    return {
      url: api.url,
      setUpCode: api.setUpCode,
      consoleUrl: hasConsole() ? `${api.url}/console` : undefined,
      stop: async () => {
        await demo?.stop();
        await api.stop();
      },
      ...accessOf(access),
    };
  },
});

/** For a rehearsal: no API, a fictional practice. */
export const rehearsalStarters: Starters<OpenDatabase> = {
  searchAttributes: SEARCH_ATTRIBUTES,
  database: async ({ config }) => {
    const database = await openDatabase(config);
    await enterPractice(database.store, DEMO_PRACTICE, new Date());
    return database;
  },
  worker: ({ config, database }) => runWorker(config, database.store, attemptTime),
};
