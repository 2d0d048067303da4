/** Which reports can be corrected, by whom, what blocks it, and the state without the report. course.md §3 */
import { medical } from './medical';
import { money } from './money';
import type { Rules } from './rule';
import { sessions } from './sessions';

export { ALTERNATIVES } from './alternatives';
export { entriesOf } from './money';

/** Signals that are absent here cannot be corrected. */
export const CORRECTABLE: Rules = { ...sessions, ...medical, ...money };
