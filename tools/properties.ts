import { parseArgs } from 'node:util';
import { runJest } from './test/jest';

// `npm run properties -- --runs 20000 --seed 7`: checks the properties of the course on many random histories, in
// batches that fit into memory. Batch n uses the seed plus n, so that it can be repeated alone.

const PATTERN = 'test/course/(.*/)?properties\\.spec';
const BATCH_SIZE = 500;

const log = (line: string): void => {
  console.error(line);
};

function natural(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`--${name} must be a whole number, not "${text}".`);
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
  for (let done = 0, seed = first; done < runs; done += BATCH_SIZE, seed += 1) {
    const batch = Math.min(BATCH_SIZE, runs - done);
    log(`\n${done} of ${runs} done; the next ${batch} with --seed ${seed}`);
    process.env.THROUGHLINE_RUNS = String(batch);
    process.env.THROUGHLINE_SEED = String(seed);
    const { success } = await runJest([PATTERN]);
    if (success) continue;
    log(`\nA property failed. To repeat: npm run properties -- --runs ${batch} --seed ${seed}`);
    return 1;
  }
  log(`\n${runs} random histories checked; every property holds.`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
