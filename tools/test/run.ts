import { obtainPrograms } from '../../src/stack/temporal/obtain';
import { runJest, selects, type JestOutcome } from './jest';

/** One of jest.config.cjs. */
export type TestProject = 'unit' | 'server' | 'long' | 'whole';
export const ALL: readonly TestProject[] = ['unit', 'server', 'long', 'whole'];

const print = (line: string): void => {
  console.error(line);
};

/**
 * Prepares Temporal if a test needs it, runs the tests of these projects that `args` (of jest) select, prints how many
 * passed, and ends this process: with 0 if all did. With several `args`, one run after the other.
 */
export function runTests(projects: readonly TestProject[], ...runs: (readonly string[])[]): void {
  run(projects, runs.length > 0 ? runs : [[]]).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error && 'code' in error ? error.message : error);
      process.exit(1);
    },
  );
}

async function run(projects: readonly TestProject[], runs: readonly (readonly string[])[]): Promise<number> {
  const onServer = projects.filter((project) => project !== 'unit');
  let sum: JestOutcome = { passed: 0, failed: 0, skipped: 0, success: true };
  for (const args of runs) {
    if (await selects(onServer, args)) await obtainPrograms(print);
    if (args.length === 0) print('Running the tests. This takes some minutes …');
    sum = added(sum, await runJest([...args, '--selectProjects', ...projects]));
  }
  console.log(`\n${summary(sum)}`);
  return sum.success ? 0 : 1;
}

const added = (one: JestOutcome, other: JestOutcome): JestOutcome => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  success: one.success && other.success,
});

function summary({ passed, failed, skipped }: JestOutcome): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
