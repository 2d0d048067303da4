import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createFile, draftOf, replaceFile } from '../../src/files/durable';
import { StorageFullError } from '../../src/files/storageFull';
import { temporaryFolder } from '../stack/support/temporary';

const base = temporaryFolder();
const folderOf = (name: string): string => {
  const folder = path.join(base, name);
  mkdirSync(folder);
  return folder;
};

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a file that must survive', () => {
  it('is replaced whole, and nobody else may read it', () => {
    const folder = folderOf('replaced');
    const file = path.join(folder, 'ready.json');
    writeFileSync(file, 'the old one, which is longer');
    chmodSync(file, 0o644);
    replaceFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['ready.json']);
  });

  it('is created once: what is there already is never touched', () => {
    const folder = folderOf('created');
    const file = path.join(folder, 'payload-keys');
    expect(createFile(file, 'first')).toBe(true);
    expect(createFile(file, 'second')).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(readdirSync(folder)).toEqual(['payload-keys']);
  });

  it.each([
    ['replaced', replaceFile, 'renameSync'],
    ['created', createFile, 'linkSync'],
  ] as const)(
    'is on disk before it has its name when %s, and its name before the call returns',
    (name, write, place) => {
      const steps: string[] = [];
      const opened = new Map<number, string>();
      const { openSync, fsyncSync } = fs;
      const folder = folderOf(`synced-${name}`);
      jest.spyOn(fs, 'openSync').mockImplementation((...given) => {
        const handle = openSync(...given);
        opened.set(handle, path.relative(folder, String(given[0])).replace(/\d+$/, 'N'));
        return handle;
      });
      jest.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
        steps.push(`sync ${opened.get(handle) ?? '?'}`);
        fsyncSync(handle);
      });
      const real = fs[place];
      jest.spyOn(fs, place).mockImplementation((from, to) => {
        steps.push('name');
        real(from, to);
      });
      write(path.join(folder, 'f'), 'x');
      expect(steps).toEqual(['sync f.draft-N', 'name', 'sync ']);
    },
  );

  it('is as before when the disk is full, the error says which file and what to do, and no draft stays', () => {
    const folder = folderOf('full');
    const file = path.join(folder, 'ready.json');
    writeFileSync(file, 'old');
    jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device, fsync'), { code: 'ENOSPC' });
    });
    expect(() => { replaceFile(file, 'new'); }).toThrow(StorageFullError); // prettier-ignore
    const lock = path.join(folder, 'lock');
    expect(() => createFile(lock, 'new')).toThrow(/The disk is full: .*lock cannot.*Free some space/);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['ready.json']);
  });

  it('does not mind the draft of a process that was cut off, and sweeps it away once it is old', () => {
    const folder = folderOf('cut');
    const file = path.join(folder, 'payload-keys');
    const [old, fresh] = [`${file}.draft-4000001`, `${file}.draft-4000002`];
    writeFileSync(old, 'devel');
    utimesSync(old, new Date(), new Date(Date.now() - 120_000));
    writeFileSync(fresh, 'devel');
    writeFileSync(draftOf(file), 'half of what a process with our number left');
    expect(createFile(file, 'whole')).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('whole');
    // A fresh one may belong to a process that is at work.
    expect(readdirSync(folder).sort()).toEqual(['payload-keys', path.basename(fresh)]);
  });

  it.each([
    ...(['openSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'rmSync'] as const).map(
      (step) => [step, 'replaced', replaceFile] as const,
    ),
    ...(['openSync', 'writeFileSync', 'fsyncSync', 'linkSync', 'rmSync'] as const).map(
      (step) => [step, 'created', createFile] as const,
    ),
  ])('when the power goes at %s while it is %s, is as before or whole', (step, name, write) => {
    const folder = folderOf(`power-${step}-${name}`);
    const file = path.join(folder, 'f');
    if (name === 'replaced') writeFileSync(file, 'old');
    cutAt(step);
    expect(() => write(file, 'whole')).toThrow('the power went');
    jest.restoreAllMocks();
    if (name === 'replaced' || existsSync(file)) {
      expect(name === 'replaced' ? ['old', 'whole'] : ['whole']).toContain(readFileSync(file, 'utf8'));
    }
    write(file, 'whole');
    expect(readFileSync(file, 'utf8')).toBe('whole');
    // At most a draft stays, which is swept away like that of any process that was cut off.
    expect(readdirSync(folder).filter((entry) => entry !== path.basename(draftOf(file)))).toEqual(['f']);
  });

  it('would be half a file if it were written plainly', () => {
    const file = path.join(folderOf('plain'), 'f');
    cutAt('writeFileSync');
    expect(() => { fs.writeFileSync(file, 'whole'); }).toThrow('the power went'); // prettier-ignore
    expect(readFileSync(file, 'utf8')).toBe('wh');
  });

  it('is whole or absent whenever its writer is killed', async () => {
    const folder = folderOf('killed');
    const writer = spawn(
      process.execPath,
      ['--require', 'tsx/cjs', path.join(__dirname, 'support', 'writer.ts'), folder, String(BYTES)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(writer.stdout, 'data');
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const found = readdirSync(folder).filter((name) => !name.includes('.draft-'));
    expect(new Set(found.map((name) => statSync(path.join(folder, name)).size))).toEqual(new Set([BYTES]));
  });
});

const BYTES = 4 * 1024 * 1024;

/** From this step on nothing happens any more: no tidying up either. A write is cut off in its middle. */
function cutAt(
  step: 'openSync' | 'writeFileSync' | 'fsyncSync' | 'renameSync' | 'linkSync' | 'rmSync',
): void {
  const { writeFileSync: write } = fs;
  const cut = (): never => {
    throw new Error('the power went');
  };
  jest.spyOn(fs, step).mockImplementation(cut);
  jest.spyOn(fs, 'rmSync').mockImplementation(step === 'rmSync' ? cut : () => undefined);
  if (step !== 'writeFileSync') return;
  jest.spyOn(fs, step).mockImplementation((file, content) => {
    write(file, (content as string).slice(0, 2));
    cut();
  });
}
