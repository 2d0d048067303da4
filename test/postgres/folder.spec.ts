import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openEmbedded } from '../../src/postgres';
import { layoutOf } from '../../src/postgres/layout';
import { until } from '../../tools/until';
import { temporaryFolder } from '../stack/support/temporary';
import { ask } from './support/cluster';

describe('the folder of an embedded server', () => {
  const dataDir = temporaryFolder();
  const layout = layoutOf(dataDir);
  const refusal = async (): Promise<unknown> =>
    openEmbedded(dataDir).then(
      () => 'it was opened',
      (error: unknown) => error,
    );

  beforeAll(async () => {
    const server = await openEmbedded(dataDir, { durable: false });
    await ask(server.url, 'create table kept (n integer)');
    await ask(server.url, 'insert into kept values (1)');
    await server.stop();
  });

  const stillThere = async (): Promise<void> => {
    const server = await openEmbedded(dataDir);
    expect(await ask(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await server.stop();
  };

  it('keeps everything over a restart, and no trace of its users', async () => {
    expect(readdirSync(layout.folder).sort()).toEqual([
      'cluster',
      'password',
      'port',
      'postgres.log',
      'users',
    ]);
    expect(readdirSync(layout.users)).toEqual([]);
    await stillThere();
  });

  it('is opened though a killed server left the number of a process that lives again', async () => {
    const left = [process.ppid, '/elsewhere', 1, 5432, '', '127.0.0.1', ' 1 1', 'ready   ', ''].join('\n');
    writeFileSync(path.join(layout.cluster, 'postmaster.pid'), left);
    await stillThere();
  });

  it('is opened though a killed process left its lock and its name', async () => {
    const dead = JSON.stringify({ pid: 2 ** 22 + 1, began: '1' });
    writeFileSync(layout.lock, dead);
    writeFileSync(layout.guard, dead);
    writeFileSync(path.join(layout.users, 'dead'), dead);
    await stillThere();
    expect(readdirSync(layout.users)).toEqual([]);
  });

  it('is created again if its creation was interrupted', async () => {
    const other = temporaryIn(dataDir, 'half');
    mkdirSync(path.join(layoutOf(other).folder, 'cluster.unfinished-x/base'), { recursive: true });
    const server = await openEmbedded(other, { durable: false });
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('is created again at once while a program that outlived its starter still writes', async () => {
    const other = temporaryIn(dataDir, 'killed');
    const base = path.join(layoutOf(other).folder, 'cluster.unfinished-killed/base');
    mkdirSync(base, { recursive: true });
    const write = `for (let n = 0; ; n++) try { require('fs').mkdirSync('${base}/' + n, { recursive: true }) } catch {}`;
    const writer = spawn(process.execPath, ['-e', write], { stdio: 'ignore' });
    try {
      await until('it writes', () => existsSync(path.join(base, '100')));
      const server = await openEmbedded(other, { durable: false });
      expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await server.stop();
    } finally {
      writer.kill('SIGKILL');
      await once(writer, 'exit');
    }
  });

  it('of another major version is refused, says what to do, and is left as it is', async () => {
    const version = path.join(layout.cluster, 'PG_VERSION');
    const now = readFileSync(version);
    writeFileSync(version, '17\n');
    const error = await refusal();
    expect(error).toMatchObject({ code: 'database-version' });
    expect(String(error)).toMatch(/PostgreSQL 17.*PostgreSQL 18.*Dump.*operating\.md.*DATABASE_URL/);
    expect(readFileSync(version, 'utf8')).toBe('17\n');
    writeFileSync(version, now);
    await stillThere();
  });

  it('without its password is refused', async () => {
    renameSync(layout.password, `${layout.password}.away`);
    expect(await refusal()).toMatchObject({ code: 'database-password-missing' });
    renameSync(`${layout.password}.away`, layout.password);
    await stillThere();
  });

  it('beside one of PGlite is refused, rather than begun empty', async () => {
    const pglite = temporaryIn(dataDir, 'pglite');
    mkdirSync(layoutOf(pglite).former);
    writeFileSync(path.join(layoutOf(pglite).former, 'PG_VERSION'), '17\n');
    await expect(openEmbedded(pglite)).rejects.toMatchObject({ code: 'database-folder-old' });
    rmSync(layoutOf(pglite).former, { recursive: true });
    await (await openEmbedded(pglite, { durable: false })).stop();
  });

  it('that cannot be used says so, and ends what it began', async () => {
    const damaged = path.join(layout.cluster, 'global/pg_control');
    renameSync(damaged, `${damaged}.away`);
    const error = await refusal();
    expect(error).toMatchObject({ code: 'database-not-started' });
    expect(String(error)).toContain('DATABASE_URL');
    renameSync(`${damaged}.away`, damaged);
    expect(readdirSync(layout.folder)).not.toContain('guard');
    await stillThere();
  });
});

function temporaryIn(folder: string, name: string): string {
  const made = path.join(folder, name);
  mkdirSync(made);
  return made;
}
