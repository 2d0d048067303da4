/** Which reports can be corrected, by whom, what blocks it, and the state without the report. course.md §3 */
import type { SignalName } from '../../catalog/signals';
import { medical } from './medical';
import type { SignalRecord } from '../state';
import { closing } from './closing';
import { dosing } from './dosing';
import { money } from './money';
import type { Correctable, Rules } from './rule';
import { sessions } from './sessions';

export { ALTERNATIVES } from './alternatives';
export { UNDONE_WITHIN_HOURS } from './closing';
export { entriesOf } from './money';

/** Signals that are absent here cannot be corrected. */
export const CORRECTABLE: Rules = { ...sessions, ...dosing, ...medical, ...money };

/** These end a course, and are undone by the lead. */
const ALWAYS_END: ReadonlySet<SignalName> = new Set<SignalName>([
  'clientWithdrew',
  'courseTransferred',
  'courseClosed',
]);

/** Whether reports of it can be corrected at all. */
export const isCorrectable = (name: SignalName): boolean => name in CORRECTABLE || ALWAYS_END.has(name);

/** How a report is corrected: by its name, or as what ended the course. */
export const ruleOf = ({ name, ended }: SignalRecord): Correctable | undefined =>
  ended ? closing : CORRECTABLE[name];
