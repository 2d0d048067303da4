import type { Config } from '../config';
import { payloadKeyring } from '../config/payloadKeys';
import { lockFolder } from './lock';
import type { Stack, StackOptions, Starters } from './contract';
import { allOrNone, Services, stopping, type Service } from './services';
import { buildConsoleOrSaySo } from './consoleBuild';
import { createSupervisor } from './processes';
import { readyFile, readyText, removeReady, writeReady } from './ready';
import { describeReady, mailPart, needPorts, temporalPart, withAddresses } from './stackServices';

export type { Service } from './services';
export type { Given, RunningApi, Stack, StackOptions, Starters } from './contract';

/** After a crash, the watchdog needs a moment to end the old processes. */
const PATIENCE_MS = 10_000;

/**
 * Starts Temporal, the database and mail in parallel, then the worker, then the API. If one fails, stops the
 * others again.
 * @throws DataFolderInUseError, PortInUseError, NoTemporalServerError, ChildDiedError, or a starter's error
 */
export async function startStack<Database extends Service>(
  config: Config,
  starters: Starters<Database>,
  options: StackOptions,
): Promise<Stack<Database>> {
  const parts = new Services((config.shutdownSeconds + 5) * 1000, options.log);
  try {
    return await compose(config, starters, options, parts);
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

async function compose<Database extends Service>(
  config: Config,
  starters: Starters<Database>,
  options: StackOptions,
  parts: Services,
): Promise<Stack<Database>> {
  const lock = lockFolder(config.dataDir);
  await parts.add(
    'lock',
    stopping(() => {
      lock.release();
    }),
  );
  removeReady(config.dataDir);
  // Before anything is encrypted: damaged keys that were never used can still be replaced here.
  payloadKeyring(config);
  await needPorts(config, options, starters.api !== undefined, lock.tookOver ? PATIENCE_MS : 0);
  const supervisor = createSupervisor();
  if (options.temporaryFolder) supervisor.removeAtDeath(options.temporaryFolder);
  await parts.add('processes', supervisor);

  const [temporal, database, mail] = await allOrNone([
    parts.add('Temporal', temporalPart(config, starters.searchAttributes, options, supervisor)),
    parts.add('database', starters.database({ config })),
    parts.add('mail', mailPart(config)),
    ...(starters.api ? [buildConsoleOrSaySo(options.log)] : []),
  ]);
  const full = withAddresses(config, temporal.address, mail.catcher?.smtpUrl);
  await parts.add('worker', starters.worker({ config: full, database }));
  const api = starters.api && (await parts.add('API', starters.api({ config: full, database })));
  const ready = describeReady(full, temporal, mail.catcher, api);
  supervisor.removeAtDeath(readyFile(config.dataDir), readyText(ready));
  writeReady(config.dataDir, ready);
  await parts.add('ready', stopping(() => { removeReady(config.dataDir); })); // prettier-ignore
  return {
    config: full,
    database,
    mail: mail.catcher,
    ready,
    setUpCode: api?.setUpCode,
    died: temporal.died,
    stop: () => parts.stop(),
  };
}
