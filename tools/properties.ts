import { parseArgs } from 'node:util';
import { runJest } from './check/jest';

// `npm run properties -- --runs 20000 --seed 7`: the properties of the course over many random histories, in
// portions that fit into memory. Portion n draws with the seed + n, so that one alone can be run again.

const PATTERN = 'test/course/(.*/)?properties\\.spec';
const PORTION = 500;

const say = (line: string): void => {
  console.error(line);
};

function natural(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`--${name} is a whole number, not "${text}"`);
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const runs = natural('runs', values.runs);
  const first = natural('seed', values.seed);
  for (let done = 0, seed = first; done < runs; done += PORTION, seed += 1) {
    const portion = Math.min(PORTION, runs - done);
    say(`\n${done} of ${runs} done; the next ${portion} with --seed ${seed}`);
    process.env.THROUGHLINE_RUNS = String(portion);
    process.env.THROUGHLINE_SEED = String(seed);
    const { success } = await runJest([PATTERN]);
    if (success) continue;
    say(`\nBroken. Again: npm run properties -- --runs ${portion} --seed ${seed}`);
    return 1;
  }
  say(`\n${runs} random histories, every property held.`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
