import { CancellationScope, sleep } from '@temporalio/workflow';
import { toMs, type Instant } from '../time/instant';
import { ending } from './ending';

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
    const rings = () => sleep(Math.max(1, toMs(at) - Date.now()), { summary });
    void scope
      .run(() => ending(rings))
      .then(({ how }) => {
        // Aimed elsewhere since. Else it rings, even if it has failed: the course looks at its clocks, and aims anew.
        if (how === 'cancelled') return;
        if (this.armed === armed) this.armed = undefined;
        this.rang = true;
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
