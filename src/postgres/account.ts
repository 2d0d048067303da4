/** PostgreSQL refuses to run as root, so root runs it under an unprivileged account. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './errors';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Tried in this order. The second exists on every Unix system. No account is created. */
const NAMES = ['postgres', 'nobody'] as const;

/**
 * The account that runs the server: this process's own user (undefined) or, for root, the owner of an existing
 * database, otherwise a system account.
 * @throws EmbeddedPostgresError `database-account-missing`
 */
export function accountFor(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of NAMES) {
    const account = named(name);
    if (account) return account;
  }
  throw new EmbeddedPostgresError(
    'database-account-missing',
    `PostgreSQL must not run as root, and this machine has no user ${NAMES.join(' or ')}.`,
  );
}

function named(name: string): Account | undefined {
  try {
    return { uid: idOf('-u', name), gid: idOf('-g', name) };
  } catch {
    return undefined;
  }
}

const idOf = (which: string, name: string): number =>
  Number(execFileSync('id', [which, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

/**
 * The path of the folder for the server. The folder is always its working directory: another account cannot
 * traverse private parent folders, but it can stay in the directory it was started in. Only Linux has a path
 * for that.
 */
export const pathFor = (cluster: string, account: Account | undefined): string =>
  account && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
