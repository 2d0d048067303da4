/**
 * The services of `npm run dev`: the worker and the API are processes that restart when a source file changes, and the
 * console comes from Vite, which replaces a changed screen in the browser.
 */
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { urlHost } from '../api/startApi';
import type { Config } from '../config';
import { openDatabase, type OpenDatabase } from '../processes/database';
import { SEARCH_ATTRIBUTES } from '../workflows/searchAttributes';
import type { Starters } from './contract';
import { viteProgram } from './consoleBuild';
import { startDemoCourses } from './demo/demoCourses';
import { accessOf, demoPractice } from './demoPractice';
import { needPort } from './ports';
import type { Service } from './services';
import { createSupervisor } from './processes';

const ROOT = path.resolve(__dirname, '../..');
/** Whole folders, because workflows are bundled and protocols are read: the process does not import either. */
const WATCHED = [
  ...['src', 'protocols'].flatMap((folder) => ['--include', path.join(ROOT, folder)]),
  ...['--exclude', path.join(ROOT, 'src/web/**')],
];
/** The watcher kills a process that has not stopped after five seconds. */
const SHUTDOWN_SECONDS = '3';
const CHECK_EVERY_MS = 200;

export const watchedStarters: Starters<OpenDatabase> = {
  searchAttributes: SEARCH_ATTRIBUTES,
  database: ({ config }) => openDatabase(config),
  worker: () => Promise.resolve(watched('worker')),
  api: async ({ config, database }) => {
    const access = await demoPractice(database.store, config.dataDir, new Date());
    const url = `http://${urlHost(config.api.host)}:${config.api.port}`;
    await needPort(config.api.consolePort, 'CONSOLE_PORT');
    const api = watched('api');
    const screens = hotConsole(config, url);
    const stop = async () => {
      await Promise.all([screens?.stop(), api.stop()]);
    };
    try {
      await Promise.race([answers(`${url}/healthz`), api.died]);
      if (screens) await Promise.race([answers(screens.url), screens.died]);
    } catch (error) {
      await stop();
      throw error;
    }
    const demo = access && startDemoCourses(config, database.store);
    return {
      stop: async () => {
        await demo?.stop();
        await stop();
      },
      url,
      consoleUrl: screens?.url,
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

/** The console's sources, served as they are: what is saved appears in the browser, and forms keep what was typed. */
function hotConsole({ api: { consolePort } }: Config, api: string): (Watched & { url: string }) | undefined {
  const vite = viteProgram();
  if (vite === undefined) return undefined;
  const supervisor = createSupervisor();
  const { died } = supervisor.start({
    name: 'The console (Vite)',
    command: process.execPath,
    args: [
      ...[vite, '--config', path.join(ROOT, 'src/web/vite.config.mts'), '--logLevel', 'warn'],
      ...['--host', '127.0.0.1', '--port', String(consolePort), '--strictPort'],
    ],
    cwd: ROOT,
    env: { API: api },
  });
  return { died, stop: () => supervisor.stop(), url: `http://127.0.0.1:${consolePort}/console/` };
}

/** Waits as long as it takes, because a mistake in the sources appears on the terminal and can be fixed there. */
async function answers(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch {
      await pause(CHECK_EVERY_MS);
    }
  }
}
