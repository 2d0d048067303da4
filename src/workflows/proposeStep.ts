/** What one step would be: all that waits is taken in, and all that is due. Nothing is committed here. */
import type { Committed, Refusal, Reread } from '../store/contract';
import type { Instant } from '../time/instant';
import type { Course } from '../course/state';
import { noteDelivery, settle } from '../course/step';
import type { Signal } from '../catalog/signals';
import type { Item, RawItem, SignalItem } from './items';
import { malformedRefusal, takeOrRefuse } from './signalChecks';

/** A raw payload becomes a signal, or a refusal that says why not. */
export type Admit = (item: RawItem, at: Instant) => Promise<SignalItem | { refusal: Refusal }>;

export interface ProposedStep {
  /** In events. */
  offered: Committed;
  course: Course;
  processed: Item[];
}

export const signalsOf = (items: readonly Item[]): Signal[] =>
  items.flatMap((item) => (item.kind === 'signal' && !item.problems ? [item.signal] : []));

/** The catalog reads some signals otherwise than they came. */
export function readAgain(items: readonly Item[], reread: readonly Reread[]): void {
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
  const offered: Committed = { events: [], refusals: [], consumed: [] };
  const worked: Item[] = [];
  let course = from;
  const refuse = (refusal: Refusal): void => {
    offered.refusals.push(refusal);
    offered.consumed.push(refusal.signal.id);
  };
  for (const item of items) {
    if (item.kind === 'fate') {
      const noted = noteDelivery(course, item.fate, at);
      course = noted.course;
      offered.events.push(...noted.events);
      worked.push(item);
      continue;
    }
    const admitted = item.kind === 'raw' ? await admit(item, at) : item;
    if ('refusal' in admitted) {
      refuse(admitted.refusal);
      worked.push(item);
      continue;
    }
    worked.push(admitted);
    const { signal, problems } = admitted;
    // A repeat has its answer already, whatever it carries now.
    if (problems && !Object.hasOwn(course.answers, signal.id)) {
      refuse(malformedRefusal(signal.id, signal.name, signal, problems, at));
      continue;
    }
    const taken = takeOrRefuse(course, signal, at);
    course = taken.course;
    if (taken.repeated) continue;
    offered.events.push(...taken.events);
    if (taken.answer.accepted) offered.consumed.push(signal.id);
    else refuse({ signal, code: taken.answer.code, reasons: taken.reasons, at });
  }
  const settled = settle(course, at);
  offered.events.push(...settled.events);
  return { offered, course: settled.course, processed: worked };
}
