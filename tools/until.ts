import { setTimeout as pause } from 'node:timers/promises';

const CHECK_EVERY_MS = 20;

/** Waits until a condition holds. @throws Error that names the condition, after `withinMs` */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() >= deadline) throw new Error(`Not within ${withinMs / 1000} s: ${what}`);
    await pause(CHECK_EVERY_MS);
  }
}

/** Whether a condition holds within the time. */
export async function holdsWithin(
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<boolean> {
  try {
    await until('the condition holds', holds, withinMs);
    return true;
  } catch {
    return false;
  }
}
