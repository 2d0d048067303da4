import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ChildDiedError, createSupervisor } from '../../src/stack/processes';
import { lastLines } from '../../src/stack/logTail';
import { processAlive } from '../../src/locks/processIdentity';
import { until } from '../../tools/until';
import { temporaryFolder } from './support/temporary';

const FOREVER = ['-e', 'process.stdin.resume(); setInterval(() => undefined, 1e6)'];
const TALKATIVE = [
  '-e',
  "let n = 1e9; setInterval(() => process.stdout.write(Array.from({ length: 500 }, () => `${n++}\\n`).join('')), 5)",
];
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
    await until('it ignores SIGTERM', () => readFileSync(path.join(folder, 'stubborn.log'), 'utf8') !== '');
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

  it('that talks without end has a log of a bounded size, whose last lines are the newest', async () => {
    const supervisor = createSupervisor();
    const logFile = path.join(folder, 'talkative.log');
    const logRotation = { limitBytes: 100_000, kept: 2 };
    supervisor.start({ ...spec('talkative', TALKATIVE), logFile, logRotation });
    await until('the log was put aside twice', () => existsSync(`${logFile}.2`));
    const size = (file: string) => (existsSync(file) ? statSync(file).size : 0);
    await until(
      'it goes on at the beginning',
      () => size(logFile) > 0 && size(logFile) < size(`${logFile}.2`),
    );
    await supervisor.stop();
    expect(readdirSync(folder).filter((name) => name.startsWith('talkative'))).toHaveLength(3);
    const numbers = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').map(Number);
    expect(numbers(logFile)[0]).toBeGreaterThan(numbers(`${logFile}.1`).at(-1) ?? Infinity);
    expect(Number(lastLines(logFile, 1))).toBe(numbers(logFile).at(-1));
  });

  it('started again keeps what the run before it said', async () => {
    const supervisor = createSupervisor();
    for (const words of ['first', 'second']) {
      await supervisor.start(spec('again', ['-e', `console.log('${words}')`])).exitCode;
    }
    await supervisor.stop();
    expect(readFileSync(path.join(folder, 'again.log'), 'utf8')).toBe('second\n');
    expect(readFileSync(path.join(folder, 'again.log.1'), 'utf8')).toBe('first\n');
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
    await until('the parent has its child', () => existsSync(report) && readFileSync(report, 'utf8') !== '');
    const child = Number(readFileSync(report, 'utf8'));
    expect(processAlive(child)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    if (next !== undefined) writeFileSync(file, next);
    await until('the child is gone', () => !processAlive(child));
    await until('its folder is gone', () => !existsSync(doomed));
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(next);
  });
});
