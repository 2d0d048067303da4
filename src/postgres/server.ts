/** The server of one data folder, as its users and its guard handle it. All of it under the folder's lock. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { replaceFile } from '../files/durable';
import type { ProcessIdentity } from '../locks/processIdentity';
import { accountFor } from './account';
import { checkFolder, DATABASE, makeCluster, ROLE } from './cluster';
import type { Layout } from './layout';
import { runningPostmaster, startPostmaster, stopPostmaster, type Postmaster } from './postmaster';
import { programsFor } from './programs';
import { isUsed } from './users';

/**
 * The running server, else one started here, in a folder made here if need be: `durable` as said. Where somebody
 * still uses a server that died, the new one listens where it did.
 * @throws EmbeddedPostgresError
 */
export async function runServer(layout: Layout, durable = true): Promise<Postmaster> {
  const running = runningPostmaster(layout);
  if (running) return running;
  checkFolder(layout);
  const account = accountFor(layout.cluster);
  const programs = programsFor(account);
  await makeCluster(layout, programs, account, durable);
  const port = isUsed(layout.users) ? Number(readFileSync(layout.port, 'utf8')) : undefined;
  const started = await startPostmaster(layout, programs, account, port);
  replaceFile(layout.port, String(started.port));
  return started;
}

/** Stops it, or the one that was last `known` to run. What is temporary goes with it. */
export async function endServer(layout: Layout, known?: ProcessIdentity): Promise<void> {
  await stopPostmaster(layout, known);
  if (!existsSync(layout.temporary)) return;
  rmSync(layout.dataDir, { recursive: true, force: true, maxRetries: 10 });
}

/** What a client connects by. */
export const urlOf = ({ password }: Layout, { port }: Postmaster): string =>
  `postgres://${ROLE}:${readFileSync(password, 'utf8').trim()}@127.0.0.1:${port}/${DATABASE}`;
