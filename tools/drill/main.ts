import { parseArgs } from 'node:util';
import { obtainPrograms } from '../../src/stack/temporal/obtain';
import { heading, held, row } from './count';
import { DRILLS, runDrills } from './drills';

// `npm run drill -- --short`: does harm to a whole installation, and counts what became of its courses.

const HELP = `npm run drill [-- NAME …] [--short] [--json]

Does harm to a whole installation of real processes, and counts what became of its courses.

  NAME     only these: ${DRILLS.map(({ name }) => name).join(', ')}
  --short  fewer courses, some minutes in all; without it the drills take about half an hour
  --json   the counts for programs, on standard output

${DRILLS.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}`;

const say = (line: string): void => {
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
    say(`There is no drill "${unknown}".\n\n${HELP}`);
    return 2;
  }
  await obtainPrograms(say);
  const print = values.json ? say : console.log;
  print(heading());
  const counts = await runDrills({
    names: positionals,
    size: values.short ? 'short' : 'long',
    say,
    counted: (count) => {
      print(row(count));
    },
  });
  if (values.json) console.log(JSON.stringify({ drills: counts }, null, 2));
  return counts.every(held) ? 0 : 1;
}

// So that what has to be undone at the end is undone.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error && 'code' in error ? error.message : error);
    process.exit(1);
  },
);
