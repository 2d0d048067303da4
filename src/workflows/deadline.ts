import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { toMs, type Instant } from '../course/instant';

/**
 * The one timer of a course. Armed anew only when the next deadline moves earlier; when it moves later
 * the timer is left to fire early, which costs less history than cancelling it. temporal.md "Floors"
 */
export class DeadlineTimer {
  private armed: { at: Instant; scope: CancellationScope } | undefined;
  private rang = false;

  /** Aims at `at`, if nothing earlier is aimed at already. `summary` must say nothing clinical. */
  aim(at: Instant | undefined, summary: string): void {
    if (at === undefined || (this.armed && this.armed.at <= at)) return;
    this.armed?.scope.cancel();
    const scope = new CancellationScope();
    const armed = { at, scope };
    this.armed = armed;
    scope
      .run(() => sleep(Math.max(1, toMs(at) - Date.now()), { summary }))
      .then(() => {
        if (this.armed === armed) this.armed = undefined;
        this.rang = true;
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }

  /** True once since it last fired. */
  get ringing(): boolean {
    return this.rang;
  }

  silence(): void {
    this.rang = false;
  }
}
