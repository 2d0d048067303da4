/** `npm run bench`: compares courses with a minimal Temporal workflow on a temporary server. */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { newKeyEntry, parseKeyring } from '../src/security/keyring';
import { withBench } from './bench';
import { FEW, MANY, measureLists, reportLists } from './lists';
import { measureCourses } from './measure/course';
import { measureLatency } from './measure/latency';
import { measureMemory } from './measure/memory';
import { installMetrics } from './metrics';
import { report } from './report';
import { compare, type Results } from './results';
import { withServer } from './server';

const FULL = { rounds: 200, cached: 100, weighings: 3, courses: 2, copies: 5, replays: 3 };
/** Enough to see that everything runs. The numbers are meaningless. */
const QUICK: typeof FULL = { rounds: 5, cached: 10, weighings: 1, courses: 1, copies: 1, replays: 1 };

/**
 * Options: `--lists` (the console's lists instead), `--quick` (a smoke test), `--json` (for programs). Results go to standard output, progress to
 * standard error. Installs Temporal's runtime, so call it once, in a process that has not used it yet.
 */
export async function runBench(args: readonly string[]): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ args: [...args], options: { lists: flag, quick: flag, json: flag } });
  if (values.lists) {
    const lists = await measureLists(values.quick ? FEW : MANY, log);
    process.stdout.write(`${values.json ? JSON.stringify(lists, null, 2) : reportLists(lists)}\n`);
    return;
  }
  const results = await measure(values.quick ? QUICK : FULL);
  const text = values.json
    ? JSON.stringify({ ...results, rows: compare(results) }, null, 2)
    : report(results);
  process.stdout.write(`${text}\n`);
}

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const load = (): number => os.loadavg()[0] ?? NaN;

async function measure(size: typeof FULL): Promise<Results> {
  const before = load();
  const metrics = await installMetrics();
  const keys = newKeyEntry('bench');
  const keyring = parseKeyring(keys);
  const { latency, memory } = await withServer(false, log, (address) =>
    withBench(
      address,
      async (bench) => {
        log(`Latency, ${size.rounds} rounds …`);
        const latency = await measureLatency(bench, size.rounds);
        log(`Memory, ${size.cached} courses, ${size.weighings} times …`);
        const { cached: count, weighings: rounds } = size;
        return { latency, memory: await measureMemory(bench, { address, keys, count, rounds }) };
      },
      keyring,
    ),
  );
  log(`Whole courses in virtual time, ${size.courses + 1}, and their replay …`);
  const { courses: number, copies, replays: rounds } = size;
  const courses = await withServer(true, log, (address) =>
    withBench(
      address,
      (bench) => measureCourses(bench, metrics, { courses: number, copies, rounds }),
      keyring,
    ),
  );
  return {
    ...{ at: new Date().toISOString(), node: process.versions.node, cpus: os.cpus().length },
    ...{ load: [before, load()], latency, memory, courses },
  };
}

if (require.main === module) {
  runBench(process.argv.slice(2)).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
