/** Work that a process does again and again beside everything else. */
import type { Logger } from 'pino';

export interface Repeating {
  /** Waits for the work under way. */
  stop(): Promise<void>;
}

/** Does the work at once and then every so often, never twice at a time, until stopped. A failure is logged, and the next time comes all the same. */
export function every(
  everyMs: number,
  work: () => Promise<unknown>,
  { log, failed }: { log: Pick<Logger, 'warn'>; failed: string },
): Repeating {
  const once = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
      log.warn({ code }, failed);
    }
  };
  let busy = true;
  const begin = (): Promise<void> =>
    once().finally(() => {
      busy = false;
    });
  let underWay = begin();
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    underWay = begin();
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
