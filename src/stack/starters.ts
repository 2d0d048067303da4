/** The services of the stack. They run the same code in production. */
import type { Config } from '../config';
import { openDatabase, type OpenDatabase } from '../processes/database';
import { runApi } from '../processes/api';
import { hasConsole } from '../processes/consoleFolder';
import { runWorker } from '../processes/worker';
import { SEARCH_ATTRIBUTES } from '../workflows/searchAttributes';
import type { Starters } from './contract';
import { startDemoCourses } from './demo/demoCourses';
import { protocolLibrary } from '../protocols/load';
import { accessOf, demoPractice } from './demoPractice';
import { offerRehearsals } from './rehearsals';

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
    const rehearsals = offerRehearsals(() =>
      database.store.protocols.beside(protocolLibrary(config.protocolsDir)),
    );
    const api = await runApi(config, database.store, { rehearsals });
    const demo = empty || !access ? undefined : startDemoCourses(config, database.store);
    return {
      url: api.url,
      setUpCode: api.setUpCode,
      consoleUrl: hasConsole() ? `${api.url}/console` : undefined,
      stop: async () => {
        await demo?.stop();
        await rehearsals.stop();
        await api.stop();
      },
      ...accessOf(access),
    };
  },
});
