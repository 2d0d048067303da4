import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { processAlive } from '../../src/locks/processIdentity';
import { exclusively } from '../../src/locks/exclusively';
import { endEmbedded, openEmbedded, temporaryDataDir, type EmbeddedPostgres } from '../../src/postgres';
import { layoutOf } from '../../src/postgres/layout';
import { until } from '../../tools/until';
import { temporaryFolder } from '../stack/support/temporary';
import { ask, gone, killServer, serverPid } from './support/cluster';

interface User {
  readonly url: string;
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
}

const users: User['process'][] = [];

/** Another process that opens the folder. */
async function user(dataDir: string): Promise<User> {
  const program = path.join(__dirname, 'support/user.ts');
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  users.push(child);
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { url, process: child };
}

async function end({ process: child }: User): Promise<void> {
  child.stdin.write('end\n');
  await once(child, 'exit');
}

afterEach(() => {
  for (const child of users.splice(0)) child.kill('SIGKILL');
});

describe('an embedded server', () => {
  const kept = temporaryFolder();

  it('is shared by the processes that open the folder at once, and ends with the last of them', async () => {
    const dataDir = temporaryDataDir();
    const [one, two, here] = await Promise.all([
      user(dataDir),
      user(dataDir),
      openEmbedded(dataDir, { durable: false }),
    ]);
    expect(new Set([one.url, two.url, here.url]).size).toBe(1);
    const pid = serverPid(dataDir) ?? 0;
    await here.stop();
    await end(one);
    expect(await ask(two.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await end(two);
    expect(processAlive(pid)).toBe(false);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('has ended for whoever waited to end it while another did', async () => {
    const dataDir = temporaryDataDir();
    let waiting: Promise<void> | undefined;
    await exclusively(layoutOf(dataDir).lock, () => {
      waiting = endEmbedded(dataDir);
      rmSync(dataDir, { recursive: true });
      return Promise.resolve();
    });
    await expect(waiting).resolves.toBeUndefined();
  });

  it('has not ended where its folder is there and cannot be used', async () => {
    writeFileSync(layoutOf(kept).folder, 'no folder');
    await expect(endEmbedded(kept)).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('ends soon after its users were killed', async () => {
    const dataDir = temporaryDataDir();
    const killed = await user(dataDir);
    const pid = serverPid(dataDir) ?? 0;
    killed.process.kill('SIGKILL');
    await gone(pid);
    await until('the temporary folder is gone', () => !existsSync(dataDir));
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('an embedded server in use', () => {
  const dataDir = temporaryDataDir();
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await openEmbedded(dataDir, { durable: false });
  });
  afterAll(() => server.stop());

  it('belongs to another session than its users: Ctrl-C does not reach it', async () => {
    const [first = ''] = await ask(server.url, "select pg_read_file('/proc/self/stat') as stat").then(
      (rows) => rows.map(({ stat }) => String(stat)),
    );
    const session = (stat: string) => stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3];
    expect(session(first)).not.toBe(session(readFileSync('/proc/self/stat', 'utf8')));
  });

  it('is started again at its old address when it dies under its users', async () => {
    const killed = killServer(dataDir);
    await until('it answers again', () => ask(server.url, 'select 1').then(() => true, () => false)); // prettier-ignore
    expect(serverPid(dataDir)).not.toBe(killed);
  });

  it('listens on this machine only, asks for the password, and keeps it to its owner', async () => {
    expect(await ask(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const url = new URL(server.url);
    url.password = 'guessed';
    await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(layoutOf(dataDir).password).mode & 0o777).toBe(0o600);
  });

  it('writes no value into its log that a statement failed with', async () => {
    await ask(server.url, 'create table people (name text primary key, age integer check (age > 0))');
    const failing = [
      `insert into people values ('Wilhelmina Marker', 0)`,
      `insert into people values ('Wilhelmina Marker', 'Wilhelmina Marker')`,
      `select 'Wilhelmina Marker'::json`,
    ];
    for (const statement of failing) await expect(ask(server.url, statement)).rejects.toThrow();
    expect(readFileSync(layoutOf(dataDir).log, 'utf8')).not.toContain('Wilhelmina');
  });
});
