// `npm run test:one FILE …`: runs jest on only these spec files, with a Temporal server only if one of them needs it.
// Put options of jest after `--`: npm run test:one FILE -- -t 'part of a name'
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from 'jest';

const USAGE = `Usage: npm run test:one FILE … [-- -t NAME]

Runs only these spec files, with a Temporal server only if one of them needs it. With -t, only the tests whose name
contains NAME. All other options go to jest. Example: npm run test:one test/course/step.spec.ts`;

const args = process.argv.slice(2);
const missing = args.find((arg) => arg.endsWith('.spec.ts') && !existsSync(arg));

if (args.includes('--help') || args.includes('-h')) {
  console.log(USAGE);
  process.exit(0);
}
if (missing !== undefined || !args.some((arg) => arg.endsWith('.spec.ts'))) {
  if (missing !== undefined) console.error(`There is no file ${missing}.`);
  console.error(USAGE);
  process.exit(2);
}
const ranSomething = path.join(path.dirname(fileURLToPath(import.meta.url)), 'ranSomething.cjs');
await run(['--reporters=default', `--reporters=${ranSomething}`, '--runTestsByPath', ...args]);
