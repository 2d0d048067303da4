/**
 * `npm run mutation [-- FILE…]`: each small fault in the model must make a spec of test/course fail. Prints a line for
 * each file, every surviving mutant, and the score. Stryker's reports are in data/mutation.
 *
 * Each core works on one file at a time: with all files instrumented at once, the specs take three times as long.
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
  /** Includes mutants that ran into the time limit, such as endless loops. */
  killed: number;
  survived: string[];
  /** Sentences, and values computed once when a module loads. */
  ignored: number;
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
      for (const mutant of score.survived) console.log(`           ${mutant}`);
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
  file: 'total',
  killed: scores.reduce((sum, { killed }) => sum + killed, 0),
  survived: scores.flatMap(({ survived }) => survived),
  ignored: scores.reduce((sum, { ignored }) => sum + ignored, 0),
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
    throw new Error(`${file}: Stryker did not complete\n${stdout.slice(-2_000)}`, { cause: error });
  }
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const { source = '', mutants = [] } = files[file.replaceAll(path.sep, '/')] ?? {};
  const lines = source.split('\n');
  const of = (...statuses: string[]): Mutant[] => mutants.filter(({ status }) => statuses.includes(status));
  return {
    file,
    killed: of('Killed', 'Timeout').length,
    survived: of('Survived', 'NoCoverage').map((mutant) => inWords(file, mutant, lines)),
    ignored: of('Ignored').length,
  };
}

function inWords(file: string, { location, replacement = '', status }: Mutant, lines: string[]): string {
  const { start, end } = location;
  const text = lines[start.line - 1] ?? '';
  const original =
    start.line === end.line
      ? text.slice(start.column - 1, end.column - 1)
      : `${text.slice(start.column - 1)} …`;
  const note = status === 'NoCoverage' ? '  (not covered by any spec)' : '';
  return `${file}:${start.line}:${start.column}  ${original}  →  ${replacement.split('\n')[0]}${note}`;
}

function line({ file, killed, survived, ignored }: Score): string {
  const tested = killed + survived.length;
  const score = tested === 0 ? '–' : `${((100 * killed) / tested).toFixed(1)} %`;
  const counts = [`${killed} killed`, `${survived.length} survived`, `${ignored} ignored`];
  return `${score.padStart(8)}  ${counts.map((count) => count.padStart(12)).join(' ')}  ${file}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
