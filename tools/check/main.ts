import { obtainPrograms } from '../../src/stack/temporal/obtain';
import { CHECKS, runChecks } from './checks';
import { runJest, selects, type JestOutcome } from './jest';

// `npm test`: prepares Temporal, runs jest, then the checks of the sources: beside the drills, they would take the
// processors that the drills' time limits count on. With arguments
// (`npm test -- test/course`), only runs jest on the tests they select.

const print = (line: string): void => {
  console.error(line);
};

async function main(args: readonly string[]): Promise<number> {
  if (await selects('server', args)) await obtainPrograms(print);
  if (args.length === 0) print('Running the tests. This takes some minutes …');
  const tests = await runJest(args);
  const broken = args.length > 0 ? [] : await checkSources();
  if (broken.length > 0) print(`\nFailed checks: ${broken.join(', ')}.`);
  console.log(`\n${summary(tests)}`);
  return tests.success && broken.length === 0 ? 0 : 1;
}

async function checkSources(): Promise<string[]> {
  print('Checking the sources …');
  return runChecks(CHECKS, print);
}

function summary({ passed, failed, skipped }: JestOutcome): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error && 'code' in error ? error.message : error);
    process.exit(1);
  },
);
