import type { Command } from 'commander';
import { loadConfig, type Config } from '../../config';
import { runStack } from '../../stack/run';
import { stopRequest } from '../../stack/stopRequest';
import { demoStarters } from '../../stack/starters';
import { prepareExisting } from '../../stack/temporal/existing';
import { watchedStarters } from '../../stack/watched';
import { runApi } from '../../processes/api';
import { openEmbedded } from '../../postgres';
import { openDatabase } from '../../processes/database';
import { runWorker } from '../../processes/worker';
import type { Store } from '../../store';
import { SEARCH_ATTRIBUTES } from '../../workflows/searchAttributes';
import { CommandError } from '../../setup/commandError';
import { quickstart } from '../quickstart';

interface Running {
  stop(): Promise<void>;
  died?: Promise<never>;
}

/** One production process: the database, the part itself, until SIGTERM or Ctrl-C, then both stopped in order. */
async function alone(name: string, run: (config: Config, store: Store) => Promise<Running>): Promise<void> {
  const config = loadConfig();
  const stop = stopRequest();
  const database = await openDatabase(config);
  try {
    const part = await run(config, database.store);
    console.log(`Ready: ${name} is running.`);
    try {
      await Promise.race([stop.requested, ...(part.died ? [part.died] : [])]);
    } finally {
      await part.stop();
    }
  } finally {
    await database.stop();
  }
}

const LOOK_AT_NOTHING_MS = 3_600_000;

async function embeddedDatabase(): Promise<void> {
  const { database, dataDir } = loadConfig();
  if (database.url !== undefined) {
    throw new CommandError('database-not-embedded', 'DATABASE_URL is set, so no embedded database is used.');
  }
  const stop = stopRequest();
  const server = await openEmbedded(dataDir);
  console.log(server.url);
  // Nothing else keeps this process alive: it only waits for Ctrl-C.
  const waiting = setInterval(() => undefined, LOOK_AT_NOTHING_MS);
  await stop.requested;
  clearInterval(waiting);
  await server.stop();
}

export function addProcesses(program: Command): void {
  program
    .command('start')
    .description('everything on this machine: Temporal and its UI, database, mail catcher, worker, API')
    .action(async () => {
      process.exitCode = await runStack(demoStarters, quickstart);
    });
  program
    .command('dev')
    .description(
      'the same, but a change of the sources restarts the worker and the API; logs go to the terminal',
    )
    .action(async () => {
      process.exitCode = await runStack(watchedStarters, quickstart);
    });
  program
    .command('worker')
    .description('one worker process, for production')
    .action(() => alone('the worker', runWorker));
  program
    .command('api')
    .description('one API process, for production')
    .action(() => alone('the API', runApi));
  program
    .command('database')
    .description(
      'the embedded database alone, until Ctrl-C; prints its address for psql, pg_dump and the like',
    )
    .action(embeddedDatabase);
  program
    .command('migrate')
    .description('brings the database, the Temporal namespace and its search attributes up to date')
    .action(async () => {
      const config = loadConfig();
      await (await openDatabase(config)).stop();
      console.log('The database is up to date.');
      if (config.temporal.address === undefined) return;
      await prepareExisting(config, SEARCH_ATTRIBUTES);
      console.log('The Temporal namespace is ready.');
    });
}
