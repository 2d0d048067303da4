/** Threads for what would hold up every other request: a few at once, a few waiting, and none for ever. */
import { Worker } from 'node:worker_threads';

export interface Work {
  /** A file and the function in it that does the work. What goes in and comes out is copied. */
  file: string;
  name: string;
}

export interface Bounds {
  /** How many run at once, and how many more may wait. */
  running: number;
  waiting: number;
  /** How long one may take. */
  seconds: number;
  /** A thread that has nothing to do for so long ends, and gives back its memory. */
  idleSeconds: number;
  /** Megabytes of each. */
  memory: number;
}

export type ThreadFailure = 'full' | 'too-long' | 'failed';

export class ThreadError extends Error {
  override readonly name = 'ThreadError';

  constructor(
    readonly why: ThreadFailure,
    message: string,
  ) {
    super(message);
  }
}

interface Job {
  input: unknown;
  resolve: (output: unknown) => void;
  reject: (error: ThreadError) => void;
}

interface Thread {
  worker: Worker;
  /** While it is idle. */
  ending?: NodeJS.Timeout;
}

type Said = { output: unknown } | { failure: string };

/** It reads TypeScript as this process does, whatever has started it: `npm start`, a container, a test. */
const BOOT = `
const { parentPort, workerData: { tsx, file, name } } = require('node:worker_threads');
require(tsx).register();
const work = require(file)[name];
parentPort.on('message', (input) => {
  try {
    parentPort.postMessage({ output: work(input) });
  } catch (error) {
    parentPort.postMessage({ failure: String(error && error.stack) });
  }
});
`;

/** Runs the function of `work` in threads, which are started when they are needed. @throws ThreadError */
export function inThreads<F extends (input: never) => unknown>(
  work: Work,
  bounds: Bounds,
): (input: Parameters<F>[0]) => Promise<ReturnType<F>> {
  let idle: Thread[] = [];
  const waiting: Job[] = [];
  let running = 0;

  const begin = (): Thread => {
    const worker = new Worker(BOOT, {
      eval: true,
      // Not the options of this process: it may be a test, or watched.
      execArgv: [],
      workerData: { ...work, tsx: require.resolve('tsx/cjs/api') },
      resourceLimits: { maxOldGenerationSizeMb: bounds.memory },
    });
    return { worker };
  };

  const rest = (thread: Thread): void => {
    const { worker } = thread;
    const forget = (): void => {
      clearTimeout(thread.ending);
      idle = idle.filter((each) => each !== thread);
    };
    // A thread that is idle does not keep the process alive.
    worker.unref();
    thread.ending = setTimeout(() => {
      forget();
      void worker.terminate();
    }, bounds.idleSeconds * 1000).unref();
    // It may end by itself.
    worker.once('error', forget).once('exit', forget);
    idle.push(thread);
  };

  const next = (): void => {
    while (running < bounds.running) {
      const job = waiting.shift();
      if (!job) return;
      running += 1;
      void carryOut(job).finally(() => {
        running -= 1;
        next();
      });
    }
  };

  const carryOut = async ({ input, resolve, reject }: Job): Promise<void> => {
    const thread = idle.pop() ?? begin();
    clearTimeout(thread.ending);
    const { worker } = thread;
    worker.removeAllListeners();
    worker.ref();
    try {
      const said = await answerOf(worker, input, bounds.seconds);
      rest(thread);
      if ('failure' in said) reject(new ThreadError('failed', said.failure));
      else resolve(said.output);
    } catch (error) {
      await worker.terminate();
      reject(error instanceof ThreadError ? error : new ThreadError('failed', String(error)));
    }
  };

  return (input) =>
    new Promise<unknown>((resolve, reject) => {
      if (running >= bounds.running && waiting.length >= bounds.waiting) {
        reject(new ThreadError('full', 'every thread has work, and as much waits as may wait'));
        return;
      }
      waiting.push({ input, resolve, reject });
      next();
    }) as Promise<ReturnType<F>>;
}

/** What the thread says. It rejects if it ends, or takes too long: then it is of no more use. */
function answerOf(worker: Worker, input: unknown, seconds: number): Promise<Said> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new ThreadError('too-long', `no answer within ${seconds} seconds`));
    }, seconds * 1000);
    const settle =
      <T>(done: (value: T) => void) =>
      (value: T) => {
        clearTimeout(late);
        done(value);
      };
    worker.once('message', settle(resolve));
    worker.once('error', settle(reject));
    worker.once(
      'exit',
      settle(() => {
        reject(new ThreadError('failed', 'the thread has ended'));
      }),
    );
    worker.postMessage(input);
  });
}
