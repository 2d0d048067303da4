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
  /** The workflows to run. Default: those in `src/workflows`. */
  bundle?: { code: string };
}

/**
 * How long a course's next task waits for the worker that has the course in memory before another gets it. Must be
 * below the time the API waits for an answer, so that the first report after a worker has died is answered too.
 */
const STICKY_TIMEOUT = '4 seconds';

/** The part of the grace time in which mails that are being sent may finish. */
const SENDING_SHARE = 0.8;

export interface RunningWorker {
  /** Rejects if the worker dies. */
  died: Promise<never>;
  stop(): Promise<void>;
}

/** Starts polling. @throws TransportError if the server cannot be reached */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const bundle = options.bundle ?? (await workflowBundle());
  const connection = await NativeConnection.connect(options.connection);
  const graceMs = options.graceSeconds * 1000;
  const stopped = new AbortController();
  // Every SMTP conversation listens to it.
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
      stickyQueueScheduleToStartTimeout: STICKY_TIMEOUT,
      ...(options.cachedCourses !== undefined && { maxCachedWorkflows: options.cachedCourses }),
    }),
    // Mails wait for a connection on the Temporal server, so that each attempt is a conversation.
    Worker.create({
      ...common,
      taskQueue: mailQueue(options.taskQueue),
      activities: mailActivities(world),
      maxConcurrentActivityTaskExecutions: world.transport.connections,
      // So that a mail that is no longer needed is stopped before it is sent.
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
      // The outcome of a mail must still be recorded within the grace time.
      const ending = setTimeout(() => {
        stopped.abort();
      }, graceMs * SENDING_SHARE);
      await running.catch(() => undefined);
      clearTimeout(ending);
      await connection.close();
    },
  };
}
