import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a condition holds, looking every few milliseconds; fails naming it. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() >= deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(20);
  }
}
