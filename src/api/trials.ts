/** Forecasts that take seconds, in threads, so that nobody else waits for them. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Trial, Tried, tryProtocols } from '../rehearsal/trial';
import { ApiError, FORECASTS_BUSY, RETRY_SECONDS } from './http/errors';
import { inThreads, ThreadError } from './threads';

const run = inThreads<typeof tryProtocols>(
  { file: path.join(__dirname, '../rehearsal/trial'), name: 'tryProtocols' },
  {
    // One core is for everybody else.
    running: Math.max(1, Math.min(2, availableParallelism() - 1)),
    waiting: 10,
    seconds: 30,
    idleSeconds: 60,
    memory: 512,
  },
);

/** @throws ApiError `forecasts-busy`, `forecast-too-long` */
export async function tryInThread(trial: Trial): Promise<Tried> {
  try {
    return await run(trial);
  } catch (error) {
    if (error instanceof ThreadError && error.why === 'full') {
      const extras = { retryAfterSeconds: RETRY_SECONDS };
      throw new ApiError('forecasts-busy', FORECASTS_BUSY, extras, { cause: error });
    }
    if (error instanceof ThreadError && error.why === 'too-long') {
      const detail = 'The forecast takes too long. Fewer sessions or a shorter maintenance make it shorter.';
      throw new ApiError('forecast-too-long', detail, {}, { cause: error });
    }
    throw error;
  }
}
