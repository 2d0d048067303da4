import { setTimeout as pause } from 'node:timers/promises';

/** A service that runs until it is stopped. */
export interface Service {
  stop(): Promise<void>;
}

/** The order of starting. Stopping uses the reverse order. */
const ORDER = ['lock', 'processes', 'Temporal', 'database', 'mail', 'worker', 'API', 'ready'] as const;
export type ServiceName = (typeof ORDER)[number];

/** The running services of a stack. Stops all of them in order, each within a time limit, even if one fails. */
export class Services {
  private readonly running = new Map<ServiceName, Service>();

  constructor(
    private readonly limitMs: number,
    private readonly log: (line: string) => void,
  ) {}

  /** Waits for a service to start and remembers how to stop it. */
  async add<T extends Service>(name: ServiceName, starting: T | Promise<T>): Promise<T> {
    const part = await starting;
    this.running.set(name, part);
    return part;
  }

  async stop(): Promise<void> {
    for (const name of [...ORDER].reverse()) {
      const part = this.running.get(name);
      this.running.delete(name);
      if (part) await this.stopOne(name, part);
    }
  }

  private async stopOne(name: ServiceName, part: Service): Promise<void> {
    const cancel = new AbortController();
    const limit = pause(this.limitMs, 'late', { signal: cancel.signal }).catch(() => 'stopped');
    const stopped = part.stop().then(
      () => 'stopped',
      (error: unknown) => `failed: ${String(error)}`,
    );
    const outcome = await Promise.race([stopped, limit]);
    cancel.abort();
    if (outcome === 'late')
      this.log(`${name} did not stop within ${this.limitMs / 1000} s. Continuing without it.`);
    else if (outcome !== 'stopped') this.log(`${name} did not stop cleanly (${outcome}).`);
  }
}

/** A service whose stop is a single synchronous step. */
export function stopping(step: () => void): Service {
  return {
    stop: () => {
      step();
      return Promise.resolve();
    },
  };
}

/** Waits for all, so that everything that started can be stopped, then throws the first failure. */
export async function allOrNone<const T extends readonly Promise<unknown>[]>(
  starting: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}
