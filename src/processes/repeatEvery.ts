/** Work that a process repeats in the background. */
import type { Logger } from 'pino';

export interface RepeatingWork {
  /** Waits for a running round to finish. */
  stop(): Promise<void>;
}

/** Does the work now and then every `everyMs`, one round at a time, until stopped. A failed round is logged. */
export function repeatEvery(
  everyMs: number,
  work: () => Promise<unknown>,
  { log, failed }: { log: Pick<Logger, 'warn'>; failed: string },
): RepeatingWork {
  const once = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
      log.warn({ code }, failed);
    }
  };
  let busy = true;
  const startRound = (): Promise<void> =>
    once().finally(() => {
      busy = false;
    });
  let round = startRound();
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    round = startRound();
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}
