import { ActivityFailure, CancellationScope, TimeoutFailure } from '@temporalio/workflow';

/** How background work ended. `cancelled`: by the course. `expired`: its time limit has passed. */
export type Ending<T> =
  { how: 'done'; value: T } | { how: 'cancelled' } | { how: 'expired' } | { how: 'failed' };

/**
 * Waits for background work and returns how it ended, never rejecting: an unhandled rejection would fail the workflow
 * task again and again, and with it the course.
 */
export async function ending<T>(work: () => Promise<T>): Promise<Ending<T>> {
  const scope = CancellationScope.current();
  try {
    return { how: 'done', value: await work() };
  } catch (error) {
    // Regardless of the error: a running attempt may fail on its own before it learns that it is canceled.
    if (scope.consideredCancelled) return { how: 'cancelled' };
    return { how: hasExpired(error) ? 'expired' : 'failed' };
  }
}

/** Either the server ended the running attempt, or the next one would have started too late. */
function hasExpired(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) return false;
  if (error.retryState === 'TIMEOUT') return true;
  return error.cause instanceof TimeoutFailure && error.cause.timeoutType === 'SCHEDULE_TO_CLOSE';
}
