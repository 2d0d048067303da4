/** What the entries of a ledger are called, and what is owed after each. */
import type { SignalName } from '../../../catalog/signals';
import type { Answer } from '../../client/api';
import { inWords } from '../../kit/words';

type Entry = Answer<'get', '/api/v1/courses/{id}/ledger'>['entries'][number];

/** The reports that enter nothing else. What follows from a session is taken back with the session. */
const REPORTS: Partial<Record<Entry['kind'], SignalName>> = {
  payment: 'paymentPosted',
  waiver: 'chargeWaived',
  refund: 'paymentRefunded',
  chargeback: 'paymentChargedBack',
  package: 'packageSold',
};

/** The report that entered it, unless that was taken back. */
function reportOf({ entry, kind, cause, reverses }: Entry, entries: readonly Entry[]) {
  const signal = REPORTS[kind];
  const over = reverses !== undefined || entries.some((each) => each.reverses === entry);
  return signal && !over ? { signal, id: cause } : undefined;
}

/**
 * Each with what it is, and what is owed after it. What is earned of a package changes nothing of that. An entry that takes
 * another one back is called after it.
 */
export function withSums(entries: readonly Entry[]) {
  let owed = 0;
  return entries.map((entry) => {
    if (entry.kind !== 'earned') owed += entry.cents;
    const before = entries.find((each) => each.entry === entry.reverses);
    const what = before ? `Reversal of ${inWords(before.kind).toLowerCase()}` : inWords(entry.kind);
    return { ...entry, code: before?.code ?? entry.code, owed, what, by: reportOf(entry, entries) };
  });
}
