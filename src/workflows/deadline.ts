import { CancellationScope, sleep } from '@temporalio/workflow';
import { toMs, type Instant } from '../time/instant';
import { ending } from './ending';

/**
 * The single timer of a course. It is reset only if the next deadline moves earlier. If the deadline moves later, the
 * timer fires early, which costs less history than canceling it. temporal.md "Floors"
 */
export class DeadlineTimer {
  private armed: { at: Instant; scope: CancellationScope } | undefined;
  private hasFired = false;

  /** Sets the timer to `at`, unless it is already set to an earlier time. `summary` must not be clinical. */
  aim(at: Instant | undefined, summary: string): void {
    if (at === undefined || (this.armed && this.armed.at <= at)) return;
    this.armed?.scope.cancel();
    const scope = new CancellationScope();
    const armed = { at, scope };
    this.armed = armed;
    const wait = () => sleep(Math.max(1, toMs(at) - Date.now()), { summary });
    void scope
      .run(() => ending(wait))
      .then(({ how }) => {
        // Canceled: set to another time. Otherwise it fires, even after a failure: the course checks its clocks and
        // sets it again.
        if (how === 'cancelled') return;
        if (this.armed === armed) this.armed = undefined;
        this.hasFired = true;
      });
  }

  /** Whether it has fired since the last reset. */
  get fired(): boolean {
    return this.hasFired;
  }

  reset(): void {
    this.hasFired = false;
  }
}
