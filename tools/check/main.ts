import { obtainPrograms } from '../../src/stack/temporal/obtain';
import { CHECKS, runChecks } from './checks';
import { runJest, selects, type JestOutcome } from './jest';

// `npm test`: set-up, then jest, and beside it the checks of the sources, one after another. With
// arguments (`npm test -- test/course`) only jest, on what they select.

const say = (line: string): void => {
  console.error(line);
};

async function main(args: readonly string[]): Promise<number> {
  if (await selects('server', args)) await obtainPrograms(say);
  const [broken, tests] = await Promise.all([args.length > 0 ? [] : checkSources(), runJest(args)]);
  if (broken.length > 0) say(`\nNot in order: ${broken.join(', ')}.`);
  console.log(`\n${summary(tests)}`);
  return tests.success && broken.length === 0 ? 0 : 1;
}

async function checkSources(): Promise<string[]> {
  say('Testing, and checking the sources beside it …');
  return runChecks(CHECKS, say);
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
