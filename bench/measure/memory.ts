import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Bench } from '../bench';
import type { Footprint, Order } from '../memory/order';
import { median } from '../statistics';

export interface Memory {
  count: number;
  course: Footprint;
  floor: Footprint;
}

/** Measures in a new process with an exposed garbage collector. @throws Error if it fails */
function inChild(order: Order, keys: string): Promise<Footprint> {
  const child = fork(path.join(__dirname, '../memory/child.ts'), [], {
    execArgv: ['--expose-gc', '--require', require.resolve('tsx/cjs')],
    env: { ...process.env, BENCH_KEYS: keys },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => {
      resolve(answer as Footprint);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The memory measurement ended with ${code ?? 'a signal'}.`));
    });
    child.send(order);
  });
}

const middle = (all: readonly Footprint[]): Footprint => ({
  cached: Math.min(...all.map(({ cached }) => cached)),
  heapKiB: median(all.map(({ heapKiB }) => heapKiB)),
  rssKiB: median(all.map(({ rssKiB }) => rssKiB)),
});

/** Compares `count` courses in mid-course with as many floor workflows, each kind in separate processes. */
export async function measureMemory(
  { courseCode, floorCode }: Bench,
  { address, keys, count, rounds }: { address: string; keys: string; count: number; rounds: number },
): Promise<Memory> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-bench-code-'));
  const weighed: Record<Order['kind'], Footprint[]> = { floor: [], course: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const kind of ['floor', 'course'] as const) {
        const codePath = path.join(folder, `${kind}.js`);
        writeFileSync(codePath, kind === 'floor' ? floorCode.code : courseCode.code);
        const taskQueue = `memory-${kind}-${round}`;
        weighed[kind].push(await inChild({ kind, count, address, taskQueue, codePath }, keys));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { count, course: middle(weighed.course), floor: middle(weighed.floor) };
}
