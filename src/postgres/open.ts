import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exclusively } from '../locks/exclusively';
import { EmbeddedPostgresError } from './errors';
import { endGuard, startGuard } from './guard';
import { layoutOf, type Layout } from './layout';
import type { Postmaster } from './postmaster';
import { endServer, runServer, urlOf } from './server';
import { enterUser, isUsed } from './users';

/** A PostgreSQL server that other processes may use too. */
export interface EmbeddedPostgres {
  /** As in DATABASE_URL. It stays valid if the server dies and is restarted. */
  readonly url: string;
  /** Stops using the server. The last user stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** For a new folder. False, for tests: never waits for the disk, and a power failure loses all. Default: true. */
  readonly durable?: boolean;
}

/**
 * Opens the PostgreSQL server of a data folder, in its subfolder `postgres`, and starts it if it is not running. Any
 * number of processes may open it. It stops after the last of them has ended, even if they are killed.
 * @throws EmbeddedPostgresError
 */
export async function openEmbedded(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const layout = layoutOf(dataDir);
  try {
    mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
    return await exclusively(layout.lock, () => enter(layout, options));
  } catch (error) {
    const { code, path: file } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    const what = `The data folder belongs to another user: ${file ?? layout.folder} cannot be accessed.`;
    throw new EmbeddedPostgresError('database-folder-forbidden', what, { cause: error });
  }
}

/** Creates a data folder that is removed with its server. */
export function temporaryDataDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-postgres-'));
  const layout = layoutOf(folder);
  mkdirSync(layout.folder, { mode: 0o700 });
  writeFileSync(layout.temporary, '');
  return folder;
}

/**
 * A new server in a temporary folder, for tests and drills. Both are removed after `stop()`, or soon after this
 * process is killed. Usage: `const { url, stop } = await temporaryPostgres()`.
 */
export const temporaryPostgres = ({ durable = false }: EmbeddedOptions = {}): Promise<EmbeddedPostgres> =>
  openEmbedded(temporaryDataDir(), { durable });

/** Stops the server of a data folder, even if it is still in use. */
export async function endEmbedded(dataDir: string): Promise<void> {
  const layout = layoutOf(dataDir);
  await whileThere(layout, () => end(layout));
}

/** Works under the folder's lock. Its previous holder may have removed a temporary server's folder. */
async function whileThere({ folder, lock }: Layout, work: () => Promise<void>): Promise<boolean> {
  try {
    if (!existsSync(folder)) return false;
    await exclusively(lock, work);
    return true;
  } catch (error) {
    if (existsSync(folder)) throw error;
    return false;
  }
}

/** Starts the guard first: if this process is killed, the guard stops what was started. */
async function enter(layout: Layout, { durable }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  startGuard(layout);
  try {
    const server = await runServer(layout, durable);
    const leave = enterUser(layout.users);
    return { url: urlOf(layout, server), stop: () => leaveServer(layout, server, leave) };
  } catch (error) {
    await endIfUnused(layout);
    throw error;
  }
}

async function leaveServer(layout: Layout, { process }: Postmaster, leave: () => void): Promise<void> {
  const left = await whileThere(layout, () => {
    leave();
    return endIfUnused(layout);
  });
  // The folder has been removed, perhaps while the server was running.
  if (!left) await endServer(layout, process);
}

async function endIfUnused(layout: Layout): Promise<void> {
  if (!isUsed(layout.users)) await end(layout);
}

async function end(layout: Layout): Promise<void> {
  endGuard(layout);
  await endServer(layout);
}
