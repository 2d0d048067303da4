import { obtainPrograms } from '../src/stack/temporal/obtain';
import { runJest } from './test/jest';

// `npm run e2e`: runs every scenario on a real server and compares it with the model, event by event; and looks at every
// screen of the console in both sizes and themes.

const log = (line: string): void => {
  console.error(line);
};

async function main(): Promise<number> {
  await obtainPrograms(log);
  process.env.THROUGHLINE_E2E = 'all';
  const { success, passed, failed } = await runJest(['test/e2e', 'test/browser']);
  log(`\n${passed} passed, ${failed} failed`);
  return success ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
