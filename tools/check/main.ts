import { spawn } from 'node:child_process';
import path from 'node:path';

// `npm run check`: what can be told of the sources without running them.

/** One check of all sources. */
interface Check {
  readonly name: string;
  /** Run with this Node. */
  readonly script: string;
  readonly args: readonly string[];
}

/** Files that have not changed since the last run are not checked again. */
const CACHE = 'node_modules/.cache/throughline';

const CHECKS: readonly Check[] = [
  { name: 'types, and lint of all but tests', script: 'tools/check/lintAndTypes.mjs', args: ['rest'] },
  { name: 'lint of tests', script: 'tools/check/lintAndTypes.mjs', args: ['tests'] },
  {
    name: 'format',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '--cache', '--cache-location', `${CACHE}/format`, '.'],
  },
  {
    name: 'dependency rule',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', 'src', 'bench', 'tools', 'test'],
  },
];

/** Prints a line, and the output of a check that failed. */
async function passes(check: Check): Promise<boolean> {
  const began = Date.now();
  const { code, output } = await run(check);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '    '));
  return code === 0;
}

async function run({ script, args }: Check): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [path.resolve(script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, output: Buffer.concat(chunks).toString('utf8') };
}

async function main(): Promise<void> {
  console.log('Checking the sources. This takes a minute or two …');
  // Side by side: each uses one core.
  const passed = await Promise.all(CHECKS.map(passes));
  const failed = CHECKS.filter((_, at) => !passed[at]).map(({ name }) => name);
  if (failed.length === 0) return;
  console.log(`\nFailed checks: ${failed.join(', ')}.`);
  process.exitCode = 1;
}

void main();
