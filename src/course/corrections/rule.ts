/** What it takes to correct a report. course.md §3 */
import type { SignalName } from '../../catalog/signals';
import type { Role } from '../../catalog/shapes';
import type { Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import { signalWords } from '../../vocabulary/signalWords';
import type { Course, Patch, SignalRecord } from '../state';

export interface Correctable {
  /** The roles that may report the signal itself. The lead may correct anything. */
  by: readonly Role[];
  /** What blocks the correction. */
  against: (course: Course, record: SignalRecord) => Reason[];
  /** The state without the report. The ledger gets reversing entries instead. */
  without: (course: Course, record: SignalRecord, at: Instant) => Patch;
}

/** By the signal to correct. */
export type Rules = Partial<Record<SignalName, Correctable>>;

export const blockedIf = (holds: boolean, why: Reason): Reason[] => (holds ? [why] : []);

/** Later reports that have not been corrected. */
export const laterReports = (
  { signalLog }: Course,
  { seq }: SignalRecord,
  ...names: SignalName[]
): SignalRecord[] =>
  Object.values(signalLog).filter((one) => one.seq > seq && !one.corrected && names.includes(one.name));

export const blockedByLater = (course: Course, record: SignalRecord, ...names: SignalName[]): Reason[] => {
  const [next] = laterReports(course, record, ...names);
  return blockedIf(
    next !== undefined,
    reason('built-upon:report', { signal: signalWords(next?.name ?? '') }),
  );
};
