/** Runs a course's errands in the background: the course never waits for mail. */
import { CancellationScope } from '@temporalio/workflow';
import type { Course } from '../course/state';
import { owes } from '../course/step';
import { runErrand, type Outbox } from './background';
import type { Errand } from './errands';
import type { Item } from './items';

export class ErrandRunner {
  private running = 0;
  /** The messages on their way, by key. */
  private readonly sending = new Map<string, { scope: CancellationScope; whileOwed: boolean }>();

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

  /** Cancels messages that people gave up, and those that matter only while the course owes them. */
  cancelUnneeded(course: Course): void {
    for (const [key, { scope, whileOwed }] of this.sending) {
      const wanted = course.givenUp?.[key] === undefined && (!whileOwed || owes(course, key));
      if (!wanted) scope.cancel();
    }
  }

  private readonly outbox: Outbox = {
    recordDelivery: (outcome) => {
      this.receive({ kind: 'delivery', outcome });
    },
    report: (signal) => {
      this.receive({ kind: 'signal', signal });
    },
    whileWanted: async (key, whileOwed, work) => {
      const scope = new CancellationScope();
      this.sending.set(key, { scope, whileOwed });
      try {
        return await scope.run(work);
      } finally {
        if (this.sending.get(key)?.scope === scope) this.sending.delete(key);
      }
    },
  };
}
