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

/** A PostgreSQL server that others may be using too. */
export interface EmbeddedPostgres {
  /** As in DATABASE_URL. It stays valid if the server dies and is started again. */
  readonly url: string;
  /** Uses it no more: the last one stops the server. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Of a new folder. False, for tests: nothing is waited for, and a power cut loses all. Default: true. */
  readonly durable?: boolean;
}

/**
 * The PostgreSQL of a data folder, in its subfolder `postgres`: the one that runs there already, else one that is
 * started now. Any number of processes may open it; it ends with the last of them, also if they are killed.
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
    const what = `The data folder belongs to another user: ${file ?? layout.folder} cannot be used.`;
    throw new EmbeddedPostgresError('database-folder-forbidden', what, { cause: error });
  }
}

/** A new data folder that is removed with its server. */
export function temporaryDataDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-postgres-'));
  const layout = layoutOf(folder);
  mkdirSync(layout.folder, { mode: 0o700 });
  writeFileSync(layout.temporary, '');
  return folder;
}

/**
 * A fresh server in a temporary folder, for tests and drills; both are gone after `stop()`, and soon after this
 * process is killed. A script in a process of its own: `const { url, stop } = await temporaryPostgres()`.
 */
export const temporaryPostgres = ({ durable = false }: EmbeddedOptions = {}): Promise<EmbeddedPostgres> =>
  openEmbedded(temporaryDataDir(), { durable });

/** Ends the server of a data folder, whoever may still be using it. */
export async function endEmbedded(dataDir: string): Promise<void> {
  const layout = layoutOf(dataDir);
  await whileThere(layout, () => end(layout));
}

/** Under the folder's lock. Whoever held it before may have ended a temporary server, and removed its folder. */
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

/** The guard first: if this process is killed meanwhile, it ends what has been started. */
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
  // Somebody has removed the folder, perhaps under the running server.
  if (!left) await endServer(layout, process);
}

async function endIfUnused(layout: Layout): Promise<void> {
  if (!isUsed(layout.users)) await end(layout);
}

async function end(layout: Layout): Promise<void> {
  endGuard(layout);
  await endServer(layout);
}
