import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const GUIDES = ['CONTRIBUTING.md', 'docs/debugging.md'];

const npm = (...args: string[]) => spawnSync('npm', ['run', '--silent', ...args], { encoding: 'utf8' });
const listed = (output: string): string[] =>
  output.split('\n').filter((line) => line.endsWith('.spec.ts')).map((file) => path.relative('.', file)); // prettier-ignore

describe('an npm script', () => {
  it.each(GUIDES)('exists if %s names it', (guide) => {
    const text = readFileSync(guide, 'utf8');
    const named = [...text.matchAll(/\bnpm (?:run )?([a-z][a-z\d:-]*)/g)].map(([, name = '']) => name);
    expect(named).toContain('test:one');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('exists for every command of this installation', () => {
    const help = spawnSync(process.execPath, ['scripts/run.mjs', 'help'], { encoding: 'utf8' }).stdout;
    const commands = [...help.matchAll(/^ {2}([a-z:]+)\b.* {2}/gm)].map(([, name = '']) => name);
    expect(commands).toContain('practice');
    expect(commands.filter((name) => !(name in scripts) && !['help', 'database'].includes(name))).toEqual([]);
  });
});

describe('a command for developers', () => {
  const direct = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/run.mjs', ...args], { encoding: 'utf8' });

  it('is listed in the help, with all others, in one line', () => {
    const { stdout } = direct('help');
    const own = Object.entries(scripts).filter(([, script]) => script.startsWith('node scripts/run.mjs'));
    for (const [name] of own) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b.* {2}\\S`, 'm'));
    expect(stdout).toMatch(/^ {2}replay +replay a recorded history/m);
    expect(direct('start', '--help').stdout).toContain('All commands: npm run help');
  });

  it.each([
    'test',
    'test:long',
    'check',
    'bench',
    'e2e',
    'properties',
    'mutation',
    'drill',
    'replay',
    'docs:write',
    'prepare:temporal',
  ])('explains itself: %s --help', (name) => {
    const { status, stdout } = direct(name, '--help');
    expect([status, stdout]).toEqual([0, expect.stringContaining(`npm run ${name}`)]);
  });

  it.each([
    ['test:long', 'test/course', 'It takes no "test/course".'],
    ['bench', '--quik', 'There is no option "--quik".'],
    ['properties', '--run', 'There is no option "--run".'],
    ['mutation', '--all', 'There is no option "--all".'],
    ['docs:write', 'README.md', 'It takes no "README.md".'],
  ])('refuses what it does not take: %s %s', (name, arg, problem) => {
    const { status, stderr } = direct(name, arg);
    expect([status, stderr]).toEqual([2, expect.stringContaining(problem)]);
    expect(stderr).toContain(`Usage: npm run ${name}`);
  });
});

describe('test:one', () => {
  it.each(['test/course/step.spec.ts', 'test/replay/replay.spec.ts'])(
    'selects %s and nothing else',
    (file) => {
      expect(listed(npm('test:one', file, '--', '--listTests').stdout)).toEqual([file]);
    },
  );

  it('fails if no name matches', () => {
    const one = (name: string) => npm('test:one', 'test/time/zoned.spec.ts', '--', '-t', name);
    const { status, stderr } = one('no such name');
    expect([status, stderr]).toEqual([1, expect.stringContaining('No test ran: no name matches.')]);
    expect(one('').status).toBe(0);
  });

  it.each([[[]], [['test/course/noSuch.spec.ts']], [['--', '-t', 'gate']]])(
    'does not run every test when given %j',
    (args) => {
      const { status, stderr } = npm('test:one', ...args);
      expect(status).toBe(2);
      expect(stderr).toContain('Usage: npm run test:one');
    },
  );
});

it('test:watch passes its file on, and leaves out what needs a server', () => {
  const listing = (file: string) => {
    // Watching would never end: only what the script selects is of interest.
    const [jest = '', ...args] = (scripts['test:watch'] ?? '').replace('--watch', '--listTests').split(' ');
    return listed(spawnSync(`node_modules/.bin/${jest}`, [...args, file], { encoding: 'utf8' }).stdout);
  };
  expect(scripts['test:watch']).toContain('--watch');
  expect(listing('test/course/step.spec.ts')).toEqual(['test/course/step.spec.ts']);
  expect(listing('test/replay/replay.spec.ts')).toEqual([]);
});

describe('lint', () => {
  /** Every file of the project but what is installed, built or kept by a running system. */
  const javaScript = (folder = '.'): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return /^(\.git|node_modules|data|dist|coverage)$/.test(entry.name) ? [] : javaScript(file);
      }
      return /\.[mc]?js$/.test(entry.name) || file === 'docker/healthcheck' ? [file] : [];
    });

  it('covers everything that is JavaScript', () => {
    const files = javaScript();
    expect(files).toEqual(
      expect.arrayContaining(['scripts/run.mjs', '.dependency-cruiser.cjs', 'docker/healthcheck']),
    );
    const check = `
      const { ESLint } = await import('eslint');
      const eslint = new ESLint();
      const rules = async (file) => Object.keys((await eslint.calculateConfigForFile(file))?.rules ?? {});
      const left = [];
      for (const file of process.argv.slice(1)) if (!(await rules(file)).includes('no-undef')) left.push(file);
      console.log(JSON.stringify(left));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', check, ...files], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([]);
  });
});
