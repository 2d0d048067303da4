/** What a rule of taking back is, and what it may rest on. course.md §3 */
import type { SignalName } from '../../catalog/signals';
import type { Role } from '../../catalog/shapes';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Patch, Told } from '../state';

export interface Correctable {
  /** The roles that may send the signal itself; the lead may take anything back. */
  by: readonly Role[];
  /** What rests on it. */
  against: (course: Course, told: Told) => Reason[];
  /** The state without it; the ledger aside, which gets entries of its own. */
  without: (course: Course, told: Told) => Patch;
}

/** By the signal that is taken back. */
export type Rules = Partial<Record<SignalName, Correctable>>;

const builtUpon = (sentence: string, ...opens: Role[]): Reason => reason('built-upon', sentence, ...opens);
export const when = (holds: boolean, sentence: string, ...opens: Role[]): Reason[] =>
  holds ? [builtUpon(sentence, ...opens)] : [];

/** Told after it, and not taken back. */
export const later = ({ told }: Course, { seq }: Told, ...names: SignalName[]): Told[] =>
  Object.values(told).filter((one) => one.seq > seq && !one.corrected && names.includes(one.name));

export const restsOn = (course: Course, told: Told, ...names: SignalName[]): Reason[] => {
  const [next] = later(course, told, ...names);
  return when(next !== undefined, `What was told after it rests on it: ${next?.name}.`, 'lead');
};
