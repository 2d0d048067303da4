/**
 * `npm run mutation [-- FILE…]`: each small fault put into the model must turn a spec of test/course red. Prints a
 * line for each file, every fault that lived, and the score; Stryker's own reports stay in data/mutation.
 *
 * One file at a time on each core: with all files instrumented at once the specs take three times as long.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const MODEL = ['src/course', 'src/time'];
const FOLDER = 'data/mutation';
const STRYKER = path.resolve('node_modules/@stryker-mutator/core/bin/stryker.js');

interface Mutant {
  status: string;
  location: { start: Position; end: Position };
  replacement?: string;
}
interface Position {
  line: number;
  column: number;
}
interface Report {
  files: Record<string, { source: string; mutants: Mutant[] } | undefined>;
}

interface Score {
  file: string;
  /** What ran into the time limit counts: an endless loop is seen. */
  found: number;
  lived: string[];
  /** Sentences, and what is computed once when a module loads. */
  leftOut: number;
}

async function main(wanted: readonly string[]): Promise<void> {
  const files = wanted.length > 0 ? wanted.map((file) => path.normalize(file)) : modelFiles();
  mkdirSync(FOLDER, { recursive: true });
  console.log(`Mutating ${files.length === 1 ? 'one file' : `${files.length} files`} of the model …`);
  const queue = [...files];
  const scores: Score[] = [];
  const next = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const score = await scoreOf(file);
      scores.push(score);
      console.log(`${String(scores.length).padStart(3)}/${files.length} ${line(score)}`);
      for (const mutant of score.lived) console.log(`           ${mutant}`);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, next));
  console.log(`\n        ${line(total(scores))}`);
}

const modelFiles = (): string[] =>
  MODEL.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(folder, name)),
  ).sort();

const total = (scores: readonly Score[]): Score => ({
  file: 'in all',
  found: scores.reduce((sum, { found }) => sum + found, 0),
  lived: scores.flatMap(({ lived }) => lived),
  leftOut: scores.reduce((sum, { leftOut }) => sum + leftOut, 0),
});

async function scoreOf(file: string): Promise<Score> {
  const report = path.join(FOLDER, `${file.replaceAll(path.sep, '+')}.json`);
  rmSync(report, { force: true });
  const env = { ...process.env, MUTATED: file, RESULT: report };
  try {
    await promisify(execFile)(process.execPath, [STRYKER, 'run', 'tools/mutation/stryker.config.mjs'], {
      env,
      maxBuffer: 1e8,
    });
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    throw new Error(`${file}: Stryker did not come to its end\n${stdout.slice(-2_000)}`, { cause: error });
  }
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const { source = '', mutants = [] } = files[file.replaceAll(path.sep, '/')] ?? {};
  const lines = source.split('\n');
  const of = (...statuses: string[]): Mutant[] => mutants.filter(({ status }) => statuses.includes(status));
  return {
    file,
    found: of('Killed', 'Timeout').length,
    lived: of('Survived', 'NoCoverage').map((mutant) => inWords(file, mutant, lines)),
    leftOut: of('Ignored').length,
  };
}

function inWords(file: string, { location, replacement = '', status }: Mutant, lines: string[]): string {
  const { start, end } = location;
  const text = lines[start.line - 1] ?? '';
  const was =
    start.line === end.line
      ? text.slice(start.column - 1, end.column - 1)
      : `${text.slice(start.column - 1)} …`;
  const unseen = status === 'NoCoverage' ? '  (no spec comes here)' : '';
  return `${file}:${start.line}:${start.column}  ${was}  →  ${replacement.split('\n')[0]}${unseen}`;
}

function line({ file, found, lived, leftOut }: Score): string {
  const tested = found + lived.length;
  const score = tested === 0 ? '–' : `${((100 * found) / tested).toFixed(1)} %`;
  const counts = [`${found} found`, `${lived.length} lived`, `${leftOut} left out`];
  return `${score.padStart(8)}  ${counts.map((count) => count.padStart(12)).join(' ')}  ${file}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
