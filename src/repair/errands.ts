/** What a course has committed to do in the world and has not done, or has not heard the end of. */
import type { Recorded } from '../course/events';
import { referralReport } from '../course/forecast/simulate';
import type { Course } from '../course/state';
import type { LoggedStep } from '../course/step';
import { errandsOf, keyOf, type Errand } from '../workflows/errands';

/** What the rows say that the log does not: which mails are out, and which charges have their invoice. */
export interface Done {
  /** Keys of messages that were sent. */
  sent: ReadonlySet<string>;
  /** Ledger entries under which an invoice was issued. */
  invoiced: ReadonlySet<string>;
}

const FATES: readonly Recorded['type'][] = ['messageUndelivered', 'messageDelivered', 'messageDropped'];

/**
 * The errands of these steps that are still to be run. What the log tells the end of is over; of the rest the
 * rows decide. An errand that was done without the course knowing is run again and finds that it is done.
 */
export function errandsLeft(
  steps: readonly LoggedStep[],
  course: Course,
  { sent, invoiced }: Done,
): Errand[] {
  const left = new Map<string, Errand>();
  for (const { events } of steps) {
    for (const event of events) if (FATES.includes(event.type) && 'key' in event) left.delete(event.key);
    for (const errand of errandsOf(events)) left.set(keyOf(errand), errand);
  }
  const referral = referralReport(course);
  return [...left.values()].filter((errand) => {
    switch (errand.kind) {
      case 'message':
        return !sent.has(errand.message.key);
      case 'referral':
        return referral?.at === errand.requestedAt;
      case 'invoice':
        return !invoiced.has(errand.entries[0] ?? '');
    }
  });
}
