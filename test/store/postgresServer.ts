/** A throw-away PostgreSQL of this machine's own package, on a Unix socket only. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PACKAGES = '/usr/lib/postgresql';

/** The folder of the server's programs, or why the suite cannot run here. */
export function findPostgres(): { bin: string } | { missing: string } {
  const versions = existsSync(PACKAGES) ? readdirSync(PACKAGES).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions
    .map((version) => path.join(PACKAGES, version, 'bin'))
    .find((dir) => existsSync(path.join(dir, 'initdb')));
  return bin ? { bin } : { missing: `no PostgreSQL under ${PACKAGES} (apt-get install -y postgresql)` };
}

export interface PostgresServer {
  url: string;
  /** Ends it at once, as a crash would; `start` brings it back with the same data. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'throughline-pg-'));
  // PostgreSQL refuses to run as root.
  const owner = process.getuid?.() === 0 ? ids('postgres') : undefined;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const options = {
    ...owner,
    cwd: folder,
    stdio: 'ignore' as const,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  };
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'],
    options,
  );
  const args = [
    '-D',
    data,
    '-k',
    folder,
    '-c',
    'listen_addresses=',
    '-c',
    'fsync=off',
    '-c',
    'timezone=Asia/Kolkata',
  ];
  let server: ChildProcess;
  const start = async () => {
    server = spawn(path.join(bin, 'postgres'), args, options);
    await waitFor(() => ready(bin, folder));
  };
  const end = async (signal: NodeJS.Signals) => {
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  await start();
  process.once('exit', () => server.kill('SIGQUIT'));
  return {
    url: `postgres://postgres@${encodeURIComponent(folder)}/postgres`,
    crash: () => end('SIGQUIT'),
    start,
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ids(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function ready(bin: string, folder: string): boolean {
  try {
    execFileSync(path.join(bin, 'pg_isready'), ['-q', '-h', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not become ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
