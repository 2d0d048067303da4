/** Builds the console when its sources have changed since the last build. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { exclusively } from '../locks/exclusively';
import { consoleFailureFile, consoleFolder } from '../processes/consoleFolder';
import type { Progress } from './progress';

const ROOT = path.resolve(__dirname, '../..');
/** What a bundle can hold: the console's sources, and what they import. */
const SOURCES = ['src/web', 'src/time', 'src/vocabulary'];

/** The message says what failed, in the words of the build. */
export class ConsoleBuildError extends Error {
  override readonly name = 'ConsoleBuildError';
  readonly code = 'console-build-failed';
}

/** Everything else starts without it: the failure is said here, and at `/console`. */
export async function buildConsoleOrSaySo(log: Progress): Promise<void> {
  try {
    await buildConsole(log);
  } catch (error) {
    if (!(error instanceof ConsoleBuildError)) throw error;
    log(
      `${error.message}\nThe console could not be built. Everything else starts. Mend this, then start again.`,
    );
  }
}

/**
 * Takes a second or two, and nothing if it is built already. An installation without the development tools keeps the
 * console it came with. @throws ConsoleBuildError
 */
export async function buildConsole(log: Progress): Promise<void> {
  const folder = consoleFolder();
  const sources = hashOfSources();
  if (isBuiltFrom(sources)) {
    forgetFailure();
    return;
  }
  const vite = viteProgram();
  if (vite === undefined) return;
  mkdirSync(path.dirname(folder), { recursive: true });
  await exclusively(`${folder}.building`, async () => {
    // Another start may have been quicker: what it built is the same.
    if (!isBuiltFrom(sources)) await build(vite, sources, log);
  });
}

const stampIn = (folder: string): string => path.join(folder, '.built-from');

function isBuiltFrom(sources: string): boolean {
  const stamp = stampIn(consoleFolder());
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

async function build(vite: string, sources: string, log: Progress): Promise<void> {
  const folder = consoleFolder();
  const began = Date.now();
  log('Building the console …');
  const draft = `${folder}.${process.pid}`;
  const config = path.join(ROOT, 'src/web/vite.config.mts');
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '--config', config, '--outDir', draft, '--logLevel', 'warn'],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
  ).catch((error: unknown) => {
    rmSync(draft, { recursive: true, force: true });
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const failure = withoutStack(stripVTControlCharacters(said)).trim().slice(0, MOST_SAID);
    writeFileSync(consoleFailureFile(), failure);
    throw new ConsoleBuildError(failure, { cause: error });
  });
  writeFileSync(stampIn(draft), sources);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  forgetFailure();
  log(`Building the console: done in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

const MOST_SAID = 10_000;

const withoutStack = (said: string): string =>
  said
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n');

const forgetFailure = (): void => {
  rmSync(consoleFailureFile(), { force: true });
};

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of [...SOURCES.flatMap(filesIn).sort(), 'package-lock.json'])
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  return hash.digest('hex');
}

const filesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));

/** Undefined in an installation without the development tools. */
export function viteProgram(): string | undefined {
  try {
    const home = path.dirname(createRequire(__filename).resolve('vite/package.json'));
    return path.join(home, 'bin/vite.js');
  } catch {
    return undefined;
  }
}
