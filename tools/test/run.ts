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
 * passed, and ends this process: with 0 if all did.
 */
export function runTests(projects: readonly TestProject[], args: readonly string[] = []): void {
  run(projects, args).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error && 'code' in error ? error.message : error);
      process.exit(1);
    },
  );
}

async function run(projects: readonly TestProject[], args: readonly string[]): Promise<number> {
  const onServer = projects.filter((project) => project !== 'unit');
  if (await selects(onServer, args)) await obtainPrograms(print);
  if (args.length === 0) print('Running the tests. This takes some minutes …');
  const outcome = await runJest([...args, '--selectProjects', ...projects]);
  console.log(`\n${summary(outcome)}`);
  return outcome.success ? 0 : 1;
}

function summary({ passed, failed, skipped }: JestOutcome): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
