import { spawn } from 'node:child_process';
import path from 'node:path';

/** One check of all sources. */
export interface Check {
  readonly name: string;
  /** Run with this Node. */
  readonly script: string;
  readonly args: readonly string[];
}

/** Files that have not changed since the last run are not checked again. */
const CACHE = 'node_modules/.cache/throughline';

export const CHECKS: readonly Check[] = [
  { name: 'lint and types', script: 'tools/check/lintAndTypes.mjs', args: [] },
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

/** Runs the checks one after another. Prints one line each, and the output of those that failed. */
export async function runChecks(checks: readonly Check[], print: (line: string) => void): Promise<string[]> {
  const failed: string[] = [];
  for (const check of checks) if (!(await runCheck(check, print))) failed.push(check.name);
  return failed;
}

async function runCheck(check: Check, print: (line: string) => void): Promise<boolean> {
  const began = Date.now();
  const { code, output } = await run(check);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  print(`  ${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)`);
  if (code !== 0) print(output.trimEnd().replace(/^/gm, '    '));
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
