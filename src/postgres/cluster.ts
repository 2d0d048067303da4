/** PostgreSQL's folder: created once, completely or not at all. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { replaceFile, syncFile } from '../files/durable';
import { pathFor, type Account } from './account';
import { EmbeddedPostgresError } from './errors';
import type { Layout } from './layout';
import type { Programs } from './programs';

/** The major version of the packages in package.json. */
export const MAJOR_VERSION = '18';
/** The only role and its database. */
export const ROLE = 'throughline';
export const DATABASE = 'postgres';

/** The same on every machine: text is sorted by code point, whatever the system's locale. */
const INITDB = [
  ...['--username', ROLE, '--auth', 'scram-sha-256', '--encoding', 'UTF8'],
  ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  // The password is 32 random bytes and cannot be guessed, so each connection is spared 4,096 rounds.
  ...['--set', 'scram_iterations=1'],
];

/** Never waits for the disk: a power failure loses such a database. */
const NOT_DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => [
  '--set',
  `${name}=off`,
]);

/**
 * Checks that this version can use the folder.
 * @throws EmbeddedPostgresError `database-version`, `database-folder-old`, `database-password-missing`
 */
export function checkFolder({ cluster, folder, former, password }: Layout): void {
  if (existsSync(path.join(former, 'PG_VERSION'))) {
    throw new EmbeddedPostgresError(
      'database-folder-old',
      `The database in ${former} was created by an earlier version of Throughline, which this version cannot read. ` +
        'Move that folder away to start with an empty database.',
    );
  }
  if (!existsSync(cluster)) return;
  const version = versionOf(cluster);
  if (version !== MAJOR_VERSION) {
    throw new EmbeddedPostgresError(
      'database-version',
      `The database in ${folder} was created by PostgreSQL ${version}, but this version of Throughline includes ` +
        `PostgreSQL ${MAJOR_VERSION}. Dump it with the version that created it, move the folder away, and restore the ` +
        'dump (docs/operating.md, "A new major version of PostgreSQL").',
    );
  }
  if (!existsSync(password)) {
    throw new EmbeddedPostgresError(
      'database-password-missing',
      `The password of the embedded database is missing: ${password}. Restore it from a backup of the data folder.`,
    );
  }
}

function versionOf(cluster: string): string {
  try {
    return readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return '(unknown: its file PG_VERSION cannot be read)';
  }
}

/**
 * Creates the folder unless it exists. An unfinished folder of a killed process is not reused: the program that
 * creates it may outlive that process and still be writing.
 */
export async function makeCluster(
  layout: Layout,
  programs: Programs,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const { cluster, password } = layout;
  removeUnfinished(layout);
  if (existsSync(cluster)) return;
  const unfinished = mkdtempSync(unfinishedOf(layout));
  if (account) chownSync(unfinished, account.uid, account.gid);
  const secret = randomBytes(32).toString('hex');
  await withPasswordFile(secret, account, async (file) => {
    const where = ['--pgdata', pathFor(unfinished, account), '--pwfile', file];
    const options = durable ? INITDB : [...INITDB, '--no-sync', ...NOT_DURABLE];
    const running = { ...account, cwd: unfinished, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
    await promisify(execFile)(programs.initdb, [...where, ...options], running).catch((error: unknown) => {
      const { stderr, message } = error as Error & { stderr?: string };
      const why = (stderr ?? '').trim() || message;
      const what = `The embedded database cannot be created in ${cluster}: ${why}`;
      throw new EmbeddedPostgresError('database-not-started', what, { cause: error });
    });
  });
  replaceFile(password, secret);
  renameSync(unfinished, cluster);
  syncFile(layout.folder);
}

const unfinishedOf = ({ cluster }: Layout): string => `${cluster}.unfinished-`;

/** Folders that are still being written are removed the next time. */
function removeUnfinished(layout: Layout): void {
  const begins = path.basename(unfinishedOf(layout));
  for (const name of readdirSync(layout.folder).filter((entry) => entry.startsWith(begins))) {
    try {
      rmSync(path.join(layout.folder, name), { recursive: true, force: true });
    } catch {
      // A program that has outlived its parent is writing new files there at this moment.
    }
  }
}

/** The program reads the password from a file, which its account must be able to access. */
async function withPasswordFile(
  secret: string,
  account: Account | undefined,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-'));
  const file = path.join(folder, 'password');
  try {
    writeFileSync(file, secret, { mode: 0o600 });
    if (account) for (const each of [folder, file]) chownSync(each, account.uid, account.gid);
    await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
