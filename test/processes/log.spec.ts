import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { logDestination } from '../../src/processes/logDestination';
import { LogFile } from '../../src/processes/logFile';
import { processLog } from '../../src/processes/log';
import { standardOutput } from '../../src/processes/standardOutput';
import { until } from '../../tools/until';
import { temporaryFolder } from '../stack/support/temporary';
import { onSmallDisk } from '../support/onSmallDisk';

const folder = temporaryFolder();

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

describe('a log whose lines cannot always be written', () => {
  /** Takes so many bytes, then no more. */
  const narrow = () => {
    let text = '';
    let room = Infinity;
    const append = (bytes: Buffer): number => {
      const taken = bytes.subarray(0, Math.min(room, bytes.length));
      room -= taken.length;
      text += taken.toString();
      return taken.length;
    };
    return {
      destination: logDestination({ append }),
      text: () => text,
      make: (bytes: number) => (room = bytes),
    };
  };

  it('counts what is missing, and says so before the next line', () => {
    const { destination, text, make } = narrow();
    destination.write('one\n');
    make(0);
    destination.write('two\n');
    destination.write('three\n');
    make(Infinity);
    destination.write('four\n');
    destination.write('five\n');
    const [one, missing = '', ...rest] = text().trimEnd().split('\n');
    expect([one, ...rest]).toEqual(['one', 'four', 'five']);
    expect(JSON.parse(missing)).toMatchObject({ level: 40, dropped: 2, pid: process.pid });
  });

  it('keeps a line that was cut off apart from the next, and counts it', () => {
    const { destination, text, make } = narrow();
    make(2);
    destination.write('one\n');
    make(0);
    destination.write('two\n');
    make(Infinity);
    destination.write('three\n');
    const [cut, missing = '', three] = text().split('\n');
    expect([cut, three]).toEqual(['on', 'three']);
    expect(JSON.parse(missing)).toMatchObject({ dropped: 2 });
  });
});

describe('a log file', () => {
  const LIMIT = { limitBytes: 200_000, kept: 2 };

  it('is put aside by size, and only so many older ones stay; no line is lost', () => {
    const file = path.join(folder, 'kept', 'a.log');
    const log = new LogFile(file, LIMIT);
    const line = (n: number) => Buffer.from(`${String(n).padStart(9, '0')}${'.'.repeat(990)}\n`);
    for (let n = 0; n < 700; n += 1) expect(log.append(line(n))).toBe(1000);
    log.close();
    expect(readdirSync(path.dirname(file)).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2']);
    const kept = [`${file}.2`, `${file}.1`, file].flatMap(linesOf).map((text) => Number(text.slice(0, 9)));
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 700 - kept.length + i));
    expect(statSync(`${file}.1`).size).toBeLessThan(LIMIT.limitBytes + 66_536);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is written on by one process when another has put it aside', () => {
    const file = path.join(folder, 'shared.log');
    const [one, two] = [new LogFile(file, LIMIT), new LogFile(file, LIMIT)];
    one.append(Buffer.from('before\n'));
    renameSync(file, `${file}.moved`);
    two.append(Buffer.alloc(70_000, '.'));
    expect(existsSync(file)).toBe(true);
    one.append(Buffer.alloc(70_000, '.'));
    one.append(Buffer.from('after\n'));
    expect(readFileSync(file, 'utf8')).toContain('after');
    one.close();
    two.close();
  });

  it('that cannot be opened is an error at the start, not a silence', () => {
    const aFolder = path.join(folder, 'is-a-folder');
    mkdirSync(aFolder);
    expect(() => processLog({ logLevel: 'info', logFile: aFolder })).toThrow(/EISDIR/);
  });
});

describe('on a full disk', () => {
  onSmallDisk(8, (disk) => {
    it('logging goes on by itself when there is space, and says what is missing', () => {
      const logFile = path.join(disk.folder, 'throughline.log');
      const log = processLog({ logLevel: 'info', logFile });
      log.info({ n: 1 }, 'before');
      disk.fill();
      for (let n = 0; n < 500; n += 1) log.info({ n, filler: 'x'.repeat(200) }, 'while full');
      disk.free();
      log.info({ n: 2 }, 'after');
      // None is cut off: another process would have gone on inside of it.
      const messages = linesOf(logFile).map((line) => JSON.parse(line) as { msg: string; dropped?: number });
      const full = messages.filter(({ msg }) => msg === 'while full').length;
      expect(full).toBeLessThan(500);
      expect(messages.at(-2)).toMatchObject({ dropped: 500 - full });
      expect(messages.at(-1)).toMatchObject({ msg: 'after' });
    });

    it('a log that could not even be opened begins when there is space', () => {
      disk.fill();
      const logFile = path.join(disk.folder, 'new-folder', 'late.log');
      const log = processLog({ logLevel: 'info', logFile });
      log.info('lost');
      disk.free();
      log.info('found');
      expect(linesOf(logFile).map((line) => JSON.parse(line) as object)).toMatchObject([
        { dropped: 1 },
        { msg: 'found' },
      ]);
    });

    it('a process whose output goes there lives on', async () => {
      disk.fill();
      const out = path.join(disk.folder, 'out');
      const handle = openSync(out, 'a');
      const talker = spawn(process.execPath, ['--require', 'tsx/cjs', TALKER], {
        stdio: [handle, handle, handle, 'ipc'],
      });
      await once(talker, 'message');
      disk.free();
      const says = (words: string) => () => readFileSync(out, 'utf8').includes(words);
      await until('it logs again', says('still here'));
      await until('it says what was lost', says('"dropped":'));
      talker.kill();
      expect(await once(talker, 'exit')).toEqual([null, 'SIGTERM']);
    });
  });
});

const TALKER = path.join(__dirname, 'support', 'talker.ts');

describe('a process whose reader is gone', () => {
  it('lives on', async () => {
    const talker = spawn(process.execPath, ['--require', 'tsx/cjs', TALKER], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    talker.stdout?.destroy();
    talker.stderr?.destroy();
    await once(talker, 'message');
    talker.kill();
    expect(await once(talker, 'exit')).toEqual([null, 'SIGTERM']);
  });

  it('waits a little for one that is slow, and then not for every line', () => {
    let asked = 0;
    const output = standardOutput(() => {
      asked += 1;
      throw Object.assign(new Error('busy'), { code: 'EAGAIN' });
    });
    expect(output.append(Buffer.from('one\n'))).toBe(0);
    expect(asked).toBe(21);
    for (let n = 0; n < 10; n += 1) output.append(Buffer.from('more\n'));
    expect(asked).toBe(31);
  });
});
