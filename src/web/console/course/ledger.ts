/** What the entries of a ledger are called, and what is owed after each. */
import type { Answer } from '../../client/api';
import { inWords } from '../../kit/words';

type Entry = Answer<'get', '/api/v1/courses/{id}/ledger'>['entries'][number];

/**
 * Each with what it is, and what is owed after it. What is earned of a package changes nothing of that. An entry that takes
 * another one back is called after it.
 */
export function withSums(entries: readonly Entry[]): (Entry & { owed: number; what: string })[] {
  let owed = 0;
  return entries.map((entry) => {
    if (entry.kind !== 'earned') owed += entry.cents;
    const before = entries.find((each) => each.entry === entry.reverses);
    const what = before ? `Reversal of ${inWords(before.kind).toLowerCase()}` : inWords(entry.kind);
    return { ...entry, code: before?.code ?? entry.code, owed, what };
  });
}
