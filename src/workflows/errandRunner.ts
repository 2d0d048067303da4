/** Runs a course's errands in the background: the course never waits for mail. */
import { CancellationScope } from '@temporalio/workflow';
import type { Course } from '../course/state';
import { owes } from '../course/step';
import { runErrand, type Outbox } from './background';
import type { Errand } from './errands';
import type { Item } from './items';

export class ErrandRunner {
  private running = 0;
  /** The work that is canceled once the course no longer needs it, by key. */
  private readonly cancelable = new Map<string, CancellationScope>();

  constructor(
    private readonly course: string,
    private readonly receive: (item: Item) => void,
  ) {}

  /** How many errands have not completed. */
  get inProgress(): number {
    return this.running;
  }

  start(errands: readonly Errand[]): void {
    for (const errand of errands) {
      this.running += 1;
      // `runErrand` never rejects.
      void runErrand(this.course, errand, this.outbox).then(() => {
        this.running -= 1;
      });
    }
  }

  /** Cancels messages that the course no longer needs. */
  cancelUnneeded(course: Course): void {
    for (const [key, scope] of this.cancelable) if (!owes(course, key)) scope.cancel();
  }

  private readonly outbox: Outbox = {
    recordDelivery: (outcome) => {
      this.receive({ kind: 'delivery', outcome });
    },
    report: (signal) => {
      this.receive({ kind: 'signal', signal });
    },
    whileNeeded: async (key, work) => {
      const scope = new CancellationScope();
      this.cancelable.set(key, scope);
      try {
        return await scope.run(work);
      } finally {
        if (this.cancelable.get(key) === scope) this.cancelable.delete(key);
      }
    },
  };
}
