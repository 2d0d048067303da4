/** Proposes one step: processes everything in the inbox and everything that is due. Commits nothing. */
import type { Committed, Refusal, Reread } from '../store/contract';
import type { Instant } from '../time/instant';
import type { Course } from '../course/state';
import { hasAccepted, noteDelivery, settle } from '../course/step';
import type { Signal } from '../catalog/signals';
import type { Item, RawItem, SignalItem } from './items';
import { malformedRefusal, takeOrRefuse } from './signalChecks';

/** Checks a raw payload: it becomes a signal, or a refusal with the reason. */
export type Admit = (item: RawItem, at: Instant) => Promise<SignalItem | { refusal: Refusal }>;

export interface ProposedStep {
  /** The events, refusals and consumed ids of the step. */
  proposed: Committed;
  course: Course;
  processed: Item[];
}

export const signalsOf = (items: readonly Item[]): Signal[] =>
  items.flatMap((item) => (item.kind === 'signal' && !item.problems ? [item.signal] : []));

/** Replaces signals by the way the catalog reads them, or adds the catalog's problems. */
export function applyReread(items: readonly Item[], reread: readonly Reread[]): void {
  for (const item of items) {
    const found = item.kind === 'signal' && reread.find(({ id }) => id === item.signal.id);
    if (!found) continue;
    if ('signal' in found) item.signal = found.signal;
    else item.problems = found.problems;
  }
}

export async function proposeStep(
  from: Course,
  items: readonly Item[],
  at: Instant,
  admit: Admit,
): Promise<ProposedStep> {
  const proposed: Committed = { events: [], refusals: [], consumed: [] };
  const processed: Item[] = [];
  let course = from;
  const refuse = (refusal: Refusal): void => {
    proposed.refusals.push(refusal);
    proposed.consumed.push(refusal.signal.id);
  };
  for (const item of items) {
    if (item.kind === 'delivery') {
      const noted = noteDelivery(course, item.outcome, at);
      course = noted.course;
      proposed.events.push(...noted.events);
      processed.push(item);
      continue;
    }
    const admitted = item.kind === 'raw' ? await admit(item, at) : item;
    if ('refusal' in admitted) {
      refuse(admitted.refusal);
      processed.push(item);
      continue;
    }
    processed.push(admitted);
    const { signal, problems } = admitted;
    // Of two with one id in a step, the second gets the answer of the first.
    if (proposed.consumed.includes(signal.id)) continue;
    // An accepted signal that is repeated has its answer, whatever it contains now.
    if (problems && !hasAccepted(course, signal.id)) {
      refuse(malformedRefusal(signal.id, signal.name, signal, problems, at));
      continue;
    }
    const taken = takeOrRefuse(course, signal, at);
    course = taken.course;
    if (taken.repeated) continue;
    proposed.events.push(...taken.events);
    if (taken.answer.accepted) proposed.consumed.push(signal.id);
    else refuse({ signal, code: taken.answer.code, reasons: taken.reasons, at });
  }
  const settled = settle(course, at);
  proposed.events.push(...settled.events);
  return { proposed, course: settled.course, processed };
}
