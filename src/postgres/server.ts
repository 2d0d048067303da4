/** Runs and stops the server of a data folder, for its users and its guard. Call it under the folder's lock. */
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
 * Returns the running server, or starts one, and creates the folder if needed (with `durable`). If a server died
 * while in use, the new one listens on the same port.
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

/** Stops the server, or the last `known` one. Removes the data folder if it is temporary. */
export async function endServer(layout: Layout, known?: ProcessIdentity): Promise<void> {
  await stopPostmaster(layout, known);
  if (!existsSync(layout.temporary)) return;
  rmSync(layout.dataDir, { recursive: true, force: true, maxRetries: 10 });
}

/** The URL for clients. */
export const urlOf = ({ password }: Layout, { port }: Postmaster): string =>
  `postgres://${ROLE}:${readFileSync(password, 'utf8').trim()}@127.0.0.1:${port}/${DATABASE}`;
