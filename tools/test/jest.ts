import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export interface JestOutcome {
  readonly passed: number;
  /** Failed tests, files that could not be run, and a run that left something behind. */
  readonly failed: number;
  readonly skipped: number;
  readonly success: boolean;
}

const JEST = path.resolve('node_modules/jest/bin/jest.js');

/** Whether these arguments select a test of one of the given jest projects. */
export async function selects(projects: readonly string[], args: readonly string[]): Promise<boolean> {
  const list = [...args, '--listTests', '--passWithNoTests', '--selectProjects', ...projects];
  const { stdout } = await promisify(execFile)(process.execPath, [JEST, ...list]);
  return stdout.split('\n').some((line) => line.endsWith('.spec.ts'));
}

/** Runs jest with its output on the terminal and reads the outcome from its JSON result. */
export async function runJest(args: readonly string[]): Promise<JestOutcome> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-jest-'));
  const file = path.join(folder, 'result.json');
  try {
    const child = spawn(process.execPath, [JEST, '--json', '--outputFile', file, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return outcome(file, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface JestResult {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

function outcome(file: string, code: number | null): JestOutcome {
  const result = read(file);
  if (!result) return { passed: 0, failed: 0, skipped: 0, success: false };
  const leftBehind = result.success && code !== 0 ? 1 : 0;
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites + leftBehind,
    skipped: result.numPendingTests + result.numTodoTests,
    success: result.success && code === 0,
  };
}

/** Jest writes no result if it could not start, for example because of an unknown option. */
function read(file: string): JestResult | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestResult;
  } catch {
    return undefined;
  }
}
