import { setTimeout as pause } from 'node:timers/promises';

/** Something that runs until it is stopped. */
export interface Service {
  stop(): Promise<void>;
}

/** The order of starting; stopping goes the other way. */
const ORDER = ['lock', 'processes', 'Temporal', 'database', 'mail', 'worker', 'API', 'ready'] as const;
export type ServiceName = (typeof ORDER)[number];

/** The running parts of a stack. Stops them in order, each within its time, all even if one fails. */
export class Services {
  private readonly running = new Map<ServiceName, Service>();

  constructor(
    private readonly limitMs: number,
    private readonly say: (line: string) => void,
  ) {}

  /** Waits for a part to start and remembers how to stop it. */
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
      this.say(`${name} did not stop within ${this.limitMs / 1000} s; going on without it.`);
    else if (outcome !== 'stopped') this.say(`${name} did not stop in order (${outcome}).`);
  }
}

/** A part that is undone by one plain step. */
export function stopping(step: () => void): Service {
  return {
    stop: () => {
      step();
      return Promise.resolve();
    },
  };
}

/** Waits for all, so that what has started is known and can be stopped, then throws the first failure. */
export async function allOrNone<A, B, C>(
  starting: readonly [Promise<A>, Promise<B>, Promise<C>],
): Promise<[A, B, C]> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}
