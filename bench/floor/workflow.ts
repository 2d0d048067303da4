/** The floor: an Update with one no-op local activity, and a 72-hour timer that each Update resets. */
import {
  CancellationScope,
  condition,
  defineUpdate,
  isCancellation,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

export interface FloorActivities {
  nothing(signal: unknown): Promise<void>;
}

const { nothing } = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '20 seconds' });

export const touch = defineUpdate<{ taken: number }, [unknown]>('touch');

/** Runs until it is terminated. Accepts the same signals as a course and does nothing with them. */
export async function floor(): Promise<void> {
  let taken = 0;
  let timer: CancellationScope | undefined;
  setHandler(touch, async (signal) => {
    await nothing(signal);
    timer?.cancel();
    timer = new CancellationScope();
    timer
      .run(() => sleep('72 hours'))
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
    taken += 1;
    return { taken };
  });
  await condition(() => false);
}
