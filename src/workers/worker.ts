/** A worker process: runs course workflows and their activities. */
import { setMaxListeners } from 'node:events';
import { NativeConnection, Worker } from '@temporalio/worker';
import { courseActivities, mailActivities, type World } from '../activities';
import { workerConverter } from '../security/dataConverter';
import type { Keyring } from '../security/keyring';
import { mailQueue } from '../workflows/contract';
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
  /** The workflows to run. Default: those of these sources. */
  bundle?: { code: string };
}

/**
 * How long a course's next task waits for the worker that has the course in memory before any other gets it. Below
 * the time the API waits for an answer: the first report after a worker has died is to be answered too.
 */
const KEPT_FOR_ONE = '4 seconds';

/** The part of the grace time in which mails under way may end by themselves. */
const CONVERSING = 0.8;

export interface RunningWorker {
  /** Rejects when the worker dies by itself. */
  died: Promise<never>;
  stop(): Promise<void>;
}

/** Starts polling. @throws TransportError when the server cannot be reached */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const bundle = options.bundle ?? (await workflowBundle());
  const connection = await NativeConnection.connect(options.connection);
  const graceMs = options.graceSeconds * 1000;
  const stopped = new AbortController();
  // Every conversation listens.
  setMaxListeners(0, stopped.signal);
  const world = { ...options.world, stopped: stopped.signal };
  const common = {
    connection,
    namespace: options.namespace,
    dataConverter: workerConverter(options.keyring),
    shutdownGraceTime: graceMs,
  };
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: options.taskQueue,
      workflowBundle: bundle,
      sinks: refusalSinks(options.world.store),
      activities: courseActivities(world),
      stickyQueueScheduleToStartTimeout: KEPT_FOR_ONE,
      ...(options.cachedCourses !== undefined && { maxCachedWorkflows: options.cachedCourses }),
    }),
    // What waits for a connection waits on the server: an attempt begins with its conversation.
    Worker.create({
      ...common,
      taskQueue: mailQueue(options.taskQueue),
      activities: mailActivities(world),
      maxConcurrentActivityTaskExecutions: world.transport.connections,
      // A mail that is no longer wanted is to be stopped before it goes out.
      maxHeartbeatThrottleInterval: '3 seconds',
    }),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
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
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      // What has become of a mail is still to be recorded within the time given.
      const ending = setTimeout(() => {
        stopped.abort();
      }, graceMs * CONVERSING);
      await running.catch(() => undefined);
      clearTimeout(ending);
      await connection.close();
    },
  };
}
