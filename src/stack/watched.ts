/** The services of `npm run dev`: the worker and the API are processes that restart when a source file changes. */
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { urlHost } from '../api/startApi';
import { hasConsole } from '../processes/consoleFolder';
import { openDatabase, type OpenDatabase } from '../processes/database';
import { SEARCH_ATTRIBUTES } from '../workflows/searchAttributes';
import type { Starters } from './contract';
import { accessOf, demoPractice } from './demoPractice';
import type { Service } from './services';
import { createSupervisor } from './processes';

const ROOT = path.resolve(__dirname, '../..');
/** Whole folders, because workflows are bundled and protocols are read: the process does not import either. */
const WATCHED = ['src', 'protocols'].flatMap((folder) => ['--include', path.join(ROOT, folder)]);
/** The watcher kills a process that has not stopped after five seconds. */
const SHUTDOWN_SECONDS = '3';
const CHECK_EVERY_MS = 200;

export const watchedStarters: Starters<OpenDatabase> = {
  searchAttributes: SEARCH_ATTRIBUTES,
  database: ({ config }) => openDatabase(config),
  worker: () => Promise.resolve(watched('worker')),
  api: async ({ config, database }) => {
    const access = await demoPractice(database.store, config.dataDir, new Date());
    const api = watched('api');
    const url = `http://${urlHost(config.api.host)}:${config.api.port}`;
    try {
      await Promise.race([answers(url), api.died]);
    } catch (error) {
      await api.stop();
      throw error;
    }
    return {
      stop: () => api.stop(),
      url,
      consoleUrl: hasConsole() ? `${url}/console` : undefined,
      ...accessOf(access),
    };
  },
};

interface Watched extends Service {
  /** Rejects when the watcher itself ends. It survives every failure of the process it watches. */
  readonly died: Promise<never>;
}

/** Starts one production process. The shared environment leads it to this stack; its output goes to this terminal. */
function watched(command: 'api' | 'worker'): Watched {
  const supervisor = createSupervisor();
  const tsx = require.resolve('tsx/cli');
  const program = [path.join(ROOT, 'src/cli/main.ts'), command];
  const { died } = supervisor.start({
    name: `The watcher for the ${command === 'api' ? 'API' : 'worker'}`,
    command: process.execPath,
    args: [tsx, 'watch', '--clear-screen=false', ...WATCHED, ...program],
    cwd: ROOT,
    // At the default log level, a starting worker logs thirteen lines.
    env: { SHUTDOWN_SECONDS, ...(command === 'worker' && !process.env.LOG_LEVEL && { LOG_LEVEL: 'warn' }) },
  });
  return { died, stop: () => supervisor.stop() };
}

/** Waits as long as it takes, because a mistake in the sources appears on the terminal and can be fixed there. */
async function answers(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(`${url}/healthz`);
      return;
    } catch {
      await pause(CHECK_EVERY_MS);
    }
  }
}
