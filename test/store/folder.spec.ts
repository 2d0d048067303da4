import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '../../src/store';
import { newId, noted, step } from './fixtures';

describe('a data folder', () => {
  const course = newId('course');
  let dataDir: string;
  let other: ChildProcess | undefined;

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'throughline-store-'));
    const store = await openStore({ dataDir });
    await store.migrate();
    await store.commitStep(step(course, 1, [noted('kept')]));
    await store.close();
  }, 60_000);
  afterEach(() => kill());
  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function kill(): Promise<void> {
    if (other?.exitCode !== null || other.signalCode !== null) return;
    const exited = once(other, 'exit');
    other.kill('SIGKILL');
    await exited;
  }

  it('keeps everything over a restart, and its lock not at all', async () => {
    expect(readdirSync(dataDir)).toEqual(['database']);
    const store = await openStore({ dataDir });
    expect(await store.migrate()).toEqual([]);
    expect(await store.events.ofCourse(course)).toHaveLength(1);
    await store.close();
  }, 60_000);

  it('is refused to a second opener in the same process', async () => {
    const store = await openStore({ dataDir });
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'data-folder-in-use' });
    await store.ping();
    await store.close();
    await (await openStore({ dataDir })).close();
  }, 60_000);

  it('is refused while another process lives, and taken over when that was killed', async () => {
    const script = `require('tsx/cjs'); require('./src/store').openStore({ dataDir: process.argv[1] })
      .then(() => process.stdout.write('open'));
      setInterval(() => undefined, 1000);`;
    // Standard error goes nowhere: the compiler's own child would hold the test's open for a while.
    other = spawn(process.execPath, ['-e', script, dataDir], { stdio: ['ignore', 'pipe', 'ignore'] });
    if (other.stdout) await once(other.stdout, 'data');
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'data-folder-in-use' });
    await kill();
    const store = await openStore({ dataDir });
    expect(await store.events.ofCourse(course)).toHaveLength(1);
    await store.close();
  }, 60_000);

  it.each([
    ['a process of another boot that had this number', () => `${process.pid} 1`],
    ['a living process that began after the lock was written', () => `${process.ppid} 1`],
    ['nobody who can be read', () => 'not a lock at all'],
  ])(
    'is taken over from %s',
    async (_who, holder) => {
      writeFileSync(path.join(dataDir, 'database.lock'), holder());
      await (await openStore({ dataDir })).close();
    },
    60_000,
  );
});
