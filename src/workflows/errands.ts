/** The external work of a course: decided by its events, done by `background`. */
import type { MessageToSend, Recorded } from '../course/events';
import type { Instant } from '../time/instant';
import { isInvoiced } from '../course/money/ledger';

/** One piece of external work. Plain data, because a run hands over unfinished errands to the next. */
export type Errand =
  | { kind: 'message'; message: MessageToSend }
  | { kind: 'referral'; requestedAt: Instant }
  | { kind: 'invoice'; entries: string[]; at: Instant };

/** The key of an errand, which is also the key of the event with its outcome. */
export function keyOf(errand: Errand): string {
  switch (errand.kind) {
    case 'message':
      return errand.message.key;
    case 'referral':
      return `referral:${errand.requestedAt}`;
    case 'invoice':
      return `invoice:${errand.entries.join('+')}`;
  }
}

/** The errands of committed events. The charges of one step become one invoice. */
export function errandsOf(events: readonly Recorded[]): Errand[] {
  // What happened before the practice kept the course here was done without us.
  if (events.some((event) => event.type === 'courseStarted' && event.takenOverAt !== undefined)) return [];
  const errands = events.flatMap((event): Errand[] => {
    if (event.type === 'messageDue') return [{ kind: 'message', message: event.message }];
    if (event.type === 'referralRequested') return [{ kind: 'referral', requestedAt: event.at }];
    return [];
  });
  const charges = events.flatMap((event) =>
    event.type === 'ledgerEntered' && isInvoiced(event) ? [event] : [],
  );
  const [first] = charges;
  if (first) errands.push({ kind: 'invoice', entries: charges.map(({ entry }) => entry), at: first.at });
  return errands;
}
