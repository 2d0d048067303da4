import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DataFolderInUseError, lockFolder } from '../../src/stack/lock';
import { processStart } from '../../src/locks/processIdentity';
import { temporaryFolder } from './support/temporary';

describe('the lock on the data folder', () => {
  const base = temporaryFolder();
  const folder = (name: string) => path.join(base, name);

  it('keeps a second one out, naming the folder and the process', () => {
    const lock = lockFolder(folder('busy'));
    expect(() => lockFolder(folder('busy'))).toThrow(DataFolderInUseError);
    expect(() => lockFolder(folder('busy'))).toThrow(
      new RegExp(`busy.*process ${process.pid}.*THROUGHLINE_DATA`),
    );
    lock.release();
  });

  it('is free again after release', () => {
    lockFolder(folder('released')).release();
    const lock = lockFolder(folder('released'));
    expect(lock.tookOver).toBe(false);
    lock.release();
    expect(existsSync(path.join(folder('released'), 'lock'))).toBe(false);
  });

  it('takes over from a process that is dead', () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    lockFolder(folder('dead')).release();
    writeFileSync(path.join(folder('dead'), 'lock'), JSON.stringify({ pid: dead, began: '1' }));
    expect(lockFolder(folder('dead')).tookOver).toBe(true);
  });

  it('takes over from a process whose number another one has now', () => {
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    lockFolder(folder('reused')).release();
    writeFileSync(path.join(folder('reused'), 'lock'), JSON.stringify({ pid: other.pid, began: 'long ago' }));
    expect(lockFolder(folder('reused')).tookOver).toBe(true);
    other.kill();
  });

  it('respects a living holder that is another process', () => {
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    const pid = other.pid ?? 0;
    lockFolder(folder('living')).release();
    writeFileSync(path.join(folder('living'), 'lock'), JSON.stringify({ pid, began: processStart(pid) }));
    expect(() => lockFolder(folder('living'))).toThrow(new RegExp(`process ${pid}`));
    other.kill();
  });

  it('takes over a lock that is damaged', () => {
    lockFolder(folder('damaged')).release();
    writeFileSync(path.join(folder('damaged'), 'lock'), '{');
    expect(lockFolder(folder('damaged')).tookOver).toBe(true);
  });

  it('never removes the lock of somebody else', () => {
    const lock = lockFolder(folder('theirs'));
    writeFileSync(path.join(folder('theirs'), 'lock'), '{"pid":1}');
    lock.release();
    expect(readFileSync(path.join(folder('theirs'), 'lock'), 'utf8')).toBe('{"pid":1}');
  });
});
