// `npm run test:one FILE …`: runs jest on only these spec files, with a Temporal server only if one of them needs it.
// Put options of jest after `--`: npm run test:one FILE -- -t 'part of a name'
import { existsSync } from 'node:fs';
import { run } from 'jest';

const args = process.argv.slice(2);
const missing = args.find((arg) => arg.endsWith('.spec.ts') && !existsSync(arg));

if (missing !== undefined || !args.some((arg) => arg.endsWith('.spec.ts'))) {
  if (missing !== undefined) console.error(`There is no file ${missing}.`);
  console.error('Usage: npm run test:one test/course/step.spec.ts');
  process.exit(2);
}
await run(['--runTestsByPath', ...args]);
