/** What may be taken back, by whom, while nothing rests on it, and what becomes of the state. course.md §3 */
import { medical } from './medical';
import { money } from './money';
import type { Rules } from './rule';
import { sessions } from './sessions';

export { INSTEAD } from './alternatives';
export { entriesOf } from './money';

/** What is absent cannot be taken back. */
export const CORRECTABLE: Rules = { ...sessions, ...medical, ...money };
