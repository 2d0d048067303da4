/** PostgreSQL refuses to run as root: then it runs as an account without rights. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './errors';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** In this order; the second is on every Unix system. No account is made for it. */
const NAMES = ['postgres', 'nobody'] as const;

/**
 * Who runs the server: this process's own user (undefined), or, for root, the owner of the database that is
 * there, else an account of the system.
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
    `PostgreSQL does not run as root, and there is no user ${NAMES.join(' or ')} on this machine.`,
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
 * How the server is told where its folder is. The folder is always its working directory: another account
 * than ours cannot walk there through private folders above, but it can stay where it was put. Only Linux
 * has a name for that.
 */
export const pathFor = (cluster: string, account: Account | undefined): string =>
  account && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
