/** What a rule of taking back is, and what it may rest on. course.md §3 */
import type { SignalName } from '../../catalog/signals';
import type { Role } from '../../catalog/shapes';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Patch, SignalRecord } from '../state';

export interface Correctable {
  /** The roles that may send the signal itself; the lead may take anything back. */
  by: readonly Role[];
  /** What rests on it. */
  against: (course: Course, told: SignalRecord) => Reason[];
  /** The state without it; the ledger aside, which gets entries of its own. */
  without: (course: Course, told: SignalRecord) => Patch;
}

/** By the signal that is taken back. */
export type Rules = Partial<Record<SignalName, Correctable>>;

export const blockedIf = (holds: boolean, why: Reason): Reason[] => (holds ? [why] : []);

/** Told after it, and not taken back. */
export const later = (
  { signalLog: told }: Course,
  { seq }: SignalRecord,
  ...names: SignalName[]
): SignalRecord[] =>
  Object.values(told).filter((one) => one.seq > seq && !one.corrected && names.includes(one.name));

export const restsOn = (course: Course, told: SignalRecord, ...names: SignalName[]): Reason[] => {
  const [next] = later(course, told, ...names);
  return blockedIf(next !== undefined, reason('built-upon:report', { signal: next?.name ?? '' }));
};
