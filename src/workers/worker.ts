/** A worker process: runs course workflows and their activities. */
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities, type World } from '../activities';
import { workerConverter } from '../security/dataConverter';
import type { Keyring } from '../security/keyring';
import { workflowBundle } from './bundle';
import { refusalSinks } from './refusals';

export interface WorkerOptions {
  connection: Parameters<typeof NativeConnection.connect>[0];
  namespace: string;
  taskQueue: string;
  keyring: Keyring;
  world: World;
  /** How long running work may take to finish at shutdown, in seconds. */
  graceSeconds: number;
  /** Courses kept in memory; fewer means more replays. */
  cachedCourses?: number;
}

export interface RunningWorker {
  /** Rejects when the worker dies by itself. */
  died: Promise<never>;
  stop(): Promise<void>;
}

/** Starts polling. @throws TransportError when the server cannot be reached */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const bundle = await workflowBundle();
  const connection = await NativeConnection.connect(options.connection);
  const worker = await Worker.create({
    connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: bundle,
    activities: createActivities(options.world),
    dataConverter: workerConverter(options.keyring),
    sinks: refusalSinks(options.world.store),
    shutdownGraceTime: options.graceSeconds * 1000,
    ...(options.cachedCourses !== undefined && { maxCachedWorkflows: options.cachedCourses }),
  });
  const running = worker.run();
  let stopping = false;
  const died = running.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => {
      if (!stopping) throw error;
      return new Promise<never>(() => undefined);
    },
  );
  died.catch(() => undefined);
  return {
    died,
    stop: async () => {
      stopping = true;
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
      await connection.close();
    },
  };
}
