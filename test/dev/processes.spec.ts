import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ChildDiedError, createSupervisor } from '../../src/dev/processes';
import { processAlive } from '../../src/locks/processIdentity';
import { eventually } from './support/eventually';
import { temporaryFolder } from './support/temporary';

const FOREVER = ['-e', 'process.stdin.resume(); setInterval(() => undefined, 1e6)'];
const STUBBORN = [
  '-e',
  "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => undefined, 1e6)",
];

describe('a supervised child', () => {
  const folder = temporaryFolder();
  const spec = (name: string, args: string[]) => ({
    name,
    command: process.execPath,
    args,
    logFile: path.join(folder, `${name}.log`),
  });

  it('is stopped', async () => {
    const supervisor = createSupervisor();
    const child = supervisor.start(spec('calm', FOREVER));
    expect(processAlive(child.pid)).toBe(true);
    await supervisor.stop();
    expect(processAlive(child.pid)).toBe(false);
  });

  it('is ended by force if it will not stop', async () => {
    const supervisor = createSupervisor();
    const child = supervisor.start(spec('stubborn', STUBBORN));
    await eventually(
      'it ignores SIGTERM',
      () => readFileSync(path.join(folder, 'stubborn.log'), 'utf8') !== '',
    );
    await child.stop(50);
    expect(processAlive(child.pid)).toBe(false);
    await supervisor.stop();
  });

  it('that ends by itself is reported with the end of its log', async () => {
    const supervisor = createSupervisor();
    const child = supervisor.start(
      spec('failing', ['-e', 'console.error("no disk space"); process.exit(3)']),
    );
    await expect(child.died).rejects.toThrow(ChildDiedError);
    await expect(child.died).rejects.toThrow(
      /failing ended unexpectedly \(exit code 3\)[\s\S]*no disk space/,
    );
    await supervisor.stop();
  });

  it('whose program does not exist is an error at once', async () => {
    const supervisor = createSupervisor();
    expect(() => supervisor.start({ ...spec('missing', []), command: '/no/such/program' })).toThrow(
      /missing/,
    );
    await supervisor.stop();
  });

  it.each([
    ['goes, with its folder and its file,', undefined],
    ['leaves the file that the next run has put in place of its own', 'of the next run'],
  ])('%s when the parent is killed with SIGKILL', async (_, next) => {
    const doomed = mkdtempSync(path.join(os.tmpdir(), 'throughline-doomed-'));
    const own = mkdtempSync(path.join(folder, 'run-'));
    const [report, file] = [path.join(own, 'pids.json'), path.join(own, 'ready.json')];
    const parent = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(__dirname, 'support', 'parent.ts'), report, doomed, file],
      { stdio: 'inherit' },
    );
    await eventually(
      'the parent has its child',
      () => existsSync(report) && readFileSync(report, 'utf8') !== '',
    );
    const child = Number(readFileSync(report, 'utf8'));
    expect(processAlive(child)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    if (next !== undefined) writeFileSync(file, next);
    await eventually('the child is gone', () => !processAlive(child));
    await eventually('its folder is gone', () => !existsSync(doomed));
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(next);
  });
});
