/** What every measurement needs: clients, and workers that can be stopped together. */
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { dataConverter } from '../src/security/dataConverter';
import { newKeyEntry, parseKeyring, type Keyring } from '../src/security/keyring';
import { workflowBundle } from '../src/workers/bundle';
import { floorBundle } from './floor/bundle';
import type { FloorActivities } from './floor/workflow';
import { NAMESPACE } from './server';

/** The only activity of the floor workflow. */
export const nothing: FloorActivities = { nothing: () => Promise.resolve() };

export interface Bench {
  coded: Client;
  plain: Client;
  converter: DataConverter;
  courseCode: { code: string };
  floorCode: { code: string };
  work(taskQueue: string, options: Partial<WorkerOptions>): Promise<void>;
}

/** Runs `measure` with clients and workers at `address`, then stops the workers. */
export async function withBench<T>(
  address: string,
  measure: (bench: Bench) => Promise<T>,
  keyring: Keyring = parseKeyring(newKeyEntry('bench')),
): Promise<T> {
  const converter = dataConverter(keyring);
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const workers: { worker: Worker; running: Promise<void> }[] = [];
  const [courseCode, floorCode] = await Promise.all([workflowBundle(), floorBundle()]);
  try {
    return await measure({
      coded: new Client({ connection, namespace: NAMESPACE, dataConverter: converter }),
      plain: new Client({ connection, namespace: NAMESPACE }),
      ...{ converter, courseCode, floorCode },
      work: async (taskQueue, options) => {
        const worker = await Worker.create({
          ...{ connection: native, namespace: NAMESPACE, taskQueue, shutdownGraceTime: '2 seconds' },
          ...options,
        });
        workers.push({ worker, running: worker.run() });
      },
    });
  } finally {
    for (const { worker } of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.allSettled(workers.map(({ running }) => running));
    await Promise.all([native.close(), connection.close()]);
  }
}
