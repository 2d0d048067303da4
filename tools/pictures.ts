import { obtainPrograms } from '../src/stack/temporal/obtain';
import { runJest } from './test/jest';

// `npm run docs:pictures`: the browser specs take the pictures of the documentation as they go through the screens.

const log = (line: string): void => {
  console.error(line);
};

async function main(): Promise<number> {
  await obtainPrograms(log);
  process.env.THROUGHLINE_PICTURES = 'yes';
  const { success } = await runJest(['test/browser/screens', 'test/browser/runSheet']);
  log(success ? '\nThe pictures are in docs/images.' : '\nA spec failed, so pictures may be missing.');
  return success ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
