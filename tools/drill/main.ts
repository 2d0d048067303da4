import { parseArgs } from 'node:util';
import { obtainPrograms } from '../../src/stack/temporal/obtain';
import { heading, passed, row } from './count';
import { DRILLS, runDrills } from './drills';

// `npm run drill -- --short`: injects faults into a whole installation and counts what happens to its courses.

const HELP = `npm run drill [-- NAME …] [--short] [--json]

Injects faults into a whole installation of real processes and counts what happens to its courses.

  NAME     run only these drills: ${DRILLS.map(({ name }) => name).join(', ')}
  --short  use fewer courses: takes a few minutes instead of about half an hour
  --json   print the counts as JSON for programs

${DRILLS.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}`;

const log = (line: string): void => {
  console.error(line);
};

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { short: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const unknown = positionals.find((name) => !DRILLS.some((drill) => drill.name === name));
  if (unknown !== undefined) {
    log(`There is no drill "${unknown}".\n\n${HELP}`);
    return 2;
  }
  await obtainPrograms(log);
  const print = values.json ? log : console.log;
  print(heading());
  const counts = await runDrills({
    names: positionals,
    size: values.short ? 'short' : 'long',
    log,
    counted: (count) => {
      print(row(count));
    },
  });
  if (values.json) console.log(JSON.stringify({ drills: counts }, null, 2));
  return counts.every(passed) ? 0 : 1;
}

// Exit normally, so that exit handlers clean up.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error && 'code' in error ? error.message : error);
    process.exit(1);
  },
);
