/** What a committed step means for the items that it processed. */
import type { Course } from '../course/state';
import { hasAccepted, recordsOutcome } from '../course/step';
import { warningsAfter } from '../course/warnings';
import type { Committed } from '../store/contract';
import type { Item } from './items';

/** Whether the log has the item. If another attempt's step was stored, it may not: the item waits for the next. */
export function isLogged(item: Item, course: Course, { events, consumed }: Committed): boolean {
  switch (item.kind) {
    case 'signal':
      return consumed.includes(item.signal.id) || hasAccepted(course, item.signal.id);
    case 'raw':
      return consumed.includes(item.id);
    case 'delivery':
      return events.some((event) => recordsOutcome(event, item.outcome));
  }
}

/** Gives the waiting Update, if there is one, its outcome. */
export function answer(item: Item, course: Course, committed: Committed): void {
  // An item that waits for the next step may have an answer to an earlier attempt.
  if (item.kind === 'delivery' || !isLogged(item, course, committed)) return;
  const { id } = item.kind === 'raw' ? item : item.signal;
  const { answers, revision } = course;
  const given = answers[id];
  if (!given) return;
  const repeated = !committed.consumed.includes(id);
  const refusal = committed.refusals.find(({ signal }) => signal.id === id);
  const warnings = warningsAfter(course, committed.events, id);
  item.outcome = given.accepted
    ? {
        accepted: true,
        repeated,
        revision,
        events: committed.events.filter(({ cause }) => cause === id).map(({ type, at }) => ({ type, at })),
        ...(warnings.length > 0 && { warnings }),
      }
    : { accepted: false, repeated, code: given.code, reasons: refusal?.reasons ?? [] };
}
