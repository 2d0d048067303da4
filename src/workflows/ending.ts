import { ActivityFailure, CancellationScope, TimeoutFailure } from '@temporalio/workflow';

/** How work in the background has ended. `cancelled`: by ourselves. `expired`: the time it had is over. */
export type Ending<T> =
  { how: 'done'; value: T } | { how: 'cancelled' } | { how: 'expired' } | { how: 'failed' };

/**
 * Waits for work that nobody else waits for. However it ends, in whatever wrapping, the answer is a value: a
 * rejection without an owner would fail the workflow task, again and again, and with it the course.
 */
export async function ending<T>(work: () => Promise<T>): Promise<Ending<T>> {
  const scope = CancellationScope.current();
  try {
    return { how: 'done', value: await work() };
  } catch (error) {
    // Whatever came of it: an attempt under way may fail by itself before it hears that it is cancelled.
    if (scope.consideredCancelled) return { how: 'cancelled' };
    return { how: hasExpired(error) ? 'expired' : 'failed' };
  }
}

/** Either the server has ended the attempt under way, or it would not have begun the next in time. */
function hasExpired(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) return false;
  if (error.retryState === 'TIMEOUT') return true;
  return error.cause instanceof TimeoutFailure && error.cause.timeoutType === 'SCHEDULE_TO_CLOSE';
}
