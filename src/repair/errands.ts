/** External work (mails, referrals, invoices) that a course has committed and not yet completed. */
import type { Recorded } from '../course/events';
import { referralReport } from '../course/forecast/simulate';
import type { Course } from '../course/state';
import type { LoggedStep } from '../course/step';
import { errandsOf, keyOf, type Errand } from '../workflows/errands';

/** What the database knows and the log does not: which mails were sent and which charges have an invoice. */
export interface Done {
  /** Keys of messages that were sent. */
  sent: ReadonlySet<string>;
  /** Ledger entries under which an invoice was issued. */
  invoiced: ReadonlySet<string>;
}

const OUTCOMES: readonly Recorded['type'][] = [
  'messageUndelivered',
  'messageDelivered',
  'messageDropped',
  'messageWithheld',
];

/**
 * The errands of these steps that are not complete. An errand whose outcome is in the log is complete; for the
 * rest, the database decides. An errand that was done without the course knowing runs again and finds it done.
 */
export function errandsLeft(
  steps: readonly LoggedStep[],
  course: Course,
  { sent, invoiced }: Done,
): Errand[] {
  const left = new Map<string, Errand>();
  for (const { events } of steps) {
    for (const event of events) if (OUTCOMES.includes(event.type) && 'key' in event) left.delete(event.key);
    for (const errand of errandsOf(events)) left.set(keyOf(errand), errand);
  }
  const referral = referralReport(course);
  return [...left.values()].filter((errand) => {
    switch (errand.kind) {
      case 'message':
        // Of what was sent again, the course is still to be told that it arrived.
        return errand.message.again === true || !sent.has(errand.message.key);
      case 'referral':
        return referral?.at === errand.requestedAt;
      case 'invoice':
        return !invoiced.has(errand.entries[0] ?? '');
    }
  });
}
