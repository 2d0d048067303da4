import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 50;

/** Looks until it holds. @throws Error that says what was waited for */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() >= deadline) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await pause(LOOK_AGAIN_MS);
  }
}

/** Whether it comes to hold within the time. */
export async function comes(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  try {
    await until('it holds', holds, withinMs);
    return true;
  } catch {
    return false;
  }
}
