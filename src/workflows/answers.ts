/** What a committed step means for the items that it processed. */
import type { Course } from '../course/state';
import type { Committed } from '../store/contract';
import type { Item } from './items';

/** Whether the log has the item. If another attempt's step was stored, it may not: the item waits for the next. */
export function isLogged(item: Item, { answers }: Course, { events, consumed }: Committed): boolean {
  switch (item.kind) {
    case 'signal':
      return Object.hasOwn(answers, item.signal.id);
    case 'raw':
      return consumed.includes(item.id);
    case 'delivery':
      return events.some(({ type, cause }) => type === item.outcome.type && cause === item.outcome.key);
  }
}

/** Gives the waiting Update, if there is one, its outcome. */
export function answer(item: Item, { answers, revision }: Course, committed: Committed): void {
  if (item.kind === 'delivery') return;
  const { id } = item.kind === 'raw' ? item : item.signal;
  const given = answers[id];
  if (!given) return;
  const repeated = !committed.consumed.includes(id);
  const refusal = committed.refusals.find(({ signal }) => signal.id === id);
  item.outcome = given.accepted
    ? {
        accepted: true,
        repeated,
        revision,
        events: committed.events.filter(({ cause }) => cause === id).map(({ type, at }) => ({ type, at })),
      }
    : { accepted: false, repeated, code: given.code, reasons: refusal?.reasons ?? [] };
}
