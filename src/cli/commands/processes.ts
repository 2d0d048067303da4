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

/** Runs one production process and its database until SIGTERM or Ctrl-C, then stops both in order. */
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

/** It catches e-mails, makes its own keys and can enter the demo practice, whose password is published. */
function refuseInProduction(): void {
  if (process.env.NODE_ENV !== 'production') return;
  throw new CommandError(
    'start-not-for-production',
    'NODE_ENV is production, and `start` runs everything on one machine for trying it out: it catches e-mails and enters a demo ' +
      'practice whose password is published. In production, run `migrate`, then `api` and `worker` (docs/operating.md).',
  );
}

/** An empty installation is set up by whoever reads its code here. */
async function runApiAloud(config: Config, store: Store): Promise<Running> {
  const api = await runApi(config, store);
  if (api.setUpCode !== undefined)
    console.log(`Set up the practice at ${config.api.publicUrl}/console with the code ${api.setUpCode}`);
  return api;
}

const KEEP_ALIVE_MS = 3_600_000;

async function embeddedDatabase(): Promise<void> {
  const { database, dataDir } = loadConfig();
  if (database.url !== undefined) {
    throw new CommandError('database-not-embedded', 'DATABASE_URL is set, so no embedded database is used.');
  }
  const stop = stopRequest();
  const server = await openEmbedded(dataDir);
  console.log(server.url);
  // Keeps the process alive while it waits for Ctrl-C.
  const waiting = setInterval(() => undefined, KEEP_ALIVE_MS);
  await stop.requested;
  clearInterval(waiting);
  await server.stop();
}

export function addProcesses(program: Command): void {
  program
    .command('start')
    .description('run everything on this machine: Temporal and its UI, database, mail catcher, worker, API')
    .option('--empty', 'without the demo practice: you set up your own in the console')
    .action(async (options: { empty?: true }) => {
      refuseInProduction();
      process.exitCode = await runStack(demoStarters(options), quickstart);
    });
  program
    .command('dev')
    .description(
      'like start, but restart the worker and the API when a source file changes; logs go to the terminal',
    )
    .action(async () => {
      refuseInProduction();
      process.exitCode = await runStack(watchedStarters, quickstart);
    });
  program
    .command('worker')
    .description('run one worker process, for production')
    .action(() => alone('the worker', runWorker));
  program
    .command('api')
    .description('run one API process, for production')
    .action(() => alone('the API', runApiAloud));
  program
    .command('database')
    .description(
      'run only the embedded database until Ctrl-C and print its address for psql, pg_dump and other tools',
    )
    .action(embeddedDatabase);
  program
    .command('migrate')
    .description('update the database, the Temporal namespace and its search attributes')
    .action(async () => {
      const config = loadConfig();
      await (await openDatabase(config)).stop();
      console.log('The database is up to date.');
      if (config.temporal.address === undefined) return;
      await prepareExisting(config, SEARCH_ATTRIBUTES);
      console.log('The Temporal namespace is ready.');
    });
}
