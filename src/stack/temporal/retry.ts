import { setTimeout as pause } from 'node:timers/promises';

const WITHIN_MS = 60_000;
const EVERY_MS = 50;

/**
 * Retries until it works. A server that has just started does not answer until it is ready.
 * @throws Error naming `what` after a minute, or at once when the signal is aborted
 */
export async function retry<T>(what: string, attempt: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (Date.now() >= deadline)
        throw new Error(`${what} is not usable: ${String(error)}`, { cause: error });
      await pause(EVERY_MS);
    }
  }
}
