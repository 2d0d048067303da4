import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from '../../tools/until';
import { temporaryFolder } from '../stack/support/temporary';

const SCRIPT = path.resolve('scripts/dependencies.mjs');

describe('an install', () => {
  const base = temporaryFolder();
  const locks: string[] = [];

  const write = (file: string, content: object): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  };

  /** A package with one inside of it, and the lock of another install on it. */
  const rootWithLock = (name: string, pid?: number): string => {
    const root = path.join(base, name);
    const about = { name, version: '1.0.0', dependencies: { inner: 'file:inner' } };
    const inner = { name: 'inner', version: '1.0.0' };
    const link = { resolved: 'inner', link: true };
    const packages = { '': about, inner, 'node_modules/inner': link };
    write(path.join(root, 'package.json'), about);
    write(path.join(root, 'inner', 'package.json'), inner);
    write(path.join(root, 'package-lock.json'), { ...about, lockfileVersion: 3, packages });
    const id = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const lock = path.join(os.tmpdir(), `throughline-install-${id}`);
    mkdirSync(lock);
    if (pid !== undefined) writeFileSync(path.join(lock, 'pid'), String(pid));
    locks.push(lock);
    return root;
  };

  const install = (root: string) => {
    const command = `await (await import(${JSON.stringify(SCRIPT)})).ensureDependencies(process.argv[1])`;
    const running = spawn(process.execPath, ['--input-type=module', '-e', command, root], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let text = '';
    running.stderr.on('data', (chunk) => (text += String(chunk)));
    return { said: () => text, ended: once(running, 'close') };
  };

  afterAll(() => {
    for (const lock of locks) rmSync(lock, { recursive: true, force: true });
  });

  it('goes on at once when the one before it was killed, and leaves no lock', async () => {
    const { said, ended } = install(rootWithLock('killed', spawnSync(process.execPath, ['-e', '0']).pid));
    expect(await ended).toEqual([0, null]);
    expect(said()).toMatch(/npm ci: done in/);
    expect(said()).not.toContain('Waiting');
    expect(locks.filter((lock) => existsSync(lock))).toEqual([]);
  });

  it('waits for one that is at work', async () => {
    const root = rootWithLock('at-work', process.pid);
    const { said, ended } = install(root);
    await until('it waits', () => said().includes('Another process is installing the dependencies. Waiting'));
    expect(existsSync(path.join(root, 'node_modules'))).toBe(false);
    rmSync(locks.at(-1) ?? '', { recursive: true });
    expect(await ended).toEqual([0, null]);
    expect(said()).toMatch(/npm ci: done in/);
  });
});
