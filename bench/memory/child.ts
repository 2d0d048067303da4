/** A separate worker process that measures the memory of `count` workflows in its cache. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker, NativeConnection } from '@temporalio/worker';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { dataConverter } from '../../src/security/dataConverter';
import { parseKeyring } from '../../src/security/keyring';
import { takeSignal, workflowId, WORKFLOW_TYPE } from '../../src/workflows/contract';
import { nothing } from '../bench';
import { midCourse, payment } from '../standardCourse';
import { floor, touch } from '../floor/workflow';
import { NAMESPACE } from '../server';
import { noWorld } from '../world';
import type { Footprint, Order } from './order';

const WARM_UP = 10;
/** Each workflow gets this many signals, so that its code has run and its timer is set. */
const SIGNALS = 3;
const AT_ONCE = 10;

/** In debug mode, workflows use this process's main isolate, so `gc` covers their whole heap. */
async function weigh(): Promise<{ heap: number; rss: number }> {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.();
    await pause(250);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}

function begin(client: Client, kind: Order['kind'], taskQueue: string) {
  const course = randomUUID();
  return kind === 'floor'
    ? client.workflow.start(floor, { taskQueue, workflowId: `floor-${course}` })
    : client.workflow.start(WORKFLOW_TYPE, {
        taskQueue,
        workflowId: workflowId(course),
        args: [midCourse(course)],
      });
}

async function fill(client: Client, { kind, taskQueue }: Order, count: number): Promise<void> {
  const send = (handle: WorkflowHandle) =>
    kind === 'floor'
      ? handle.executeUpdate(touch, { args: [payment()] })
      : handle.executeUpdate(takeSignal, { args: [payment()] });
  for (let left = count; left > 0; left -= AT_ONCE) {
    const some = Array.from({ length: Math.min(left, AT_ONCE) }, async () => {
      const handle = await begin(client, kind, taskQueue);
      for (let n = 0; n < SIGNALS; n++) await send(handle);
    });
    await Promise.all(some);
  }
}

async function main(order: Order): Promise<Footprint> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const converter = dataConverter(parseKeyring(process.env.BENCH_KEYS ?? ''));
  const connection = await Connection.connect({ address: order.address });
  const native = await NativeConnection.connect({ address: order.address });
  const worker = await Worker.create({
    ...{ connection: native, namespace: NAMESPACE, taskQueue: order.taskQueue, dataConverter: converter },
    ...{ workflowBundle: { codePath: order.codePath }, debugMode: true },
    activities: order.kind === 'floor' ? { ...nothing } : noWorld,
    maxCachedWorkflows: order.count + 2 * WARM_UP,
  });
  const running = worker.run();
  const client = new TemporalClient({ connection, namespace: NAMESPACE, dataConverter: converter });
  await fill(client, order, WARM_UP);
  const before = await weigh();
  await fill(client, order, order.count);
  const after = await weigh();
  const cached = worker.getStatus().numCachedWorkflows;
  worker.shutdown();
  await running;
  await Promise.all([native.close(), connection.close()]);
  const each = (bytes: number): number => bytes / order.count / 1024;
  return { cached, heapKiB: each(after.heap - before.heap), rssKiB: each(after.rss - before.rss) };
}

process.once('message', (order: Order) => {
  main(order).then(
    (footprint) => process.send?.(footprint, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
