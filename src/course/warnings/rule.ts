import type { Warning } from '../../vocabulary/warnings';
import type { Course, Session } from '../state';

/** What to look at about one booked session. The course already has the booking. */
export type Rule = (course: Course, session: Session) => Warning[];

export const warnIf = (when: unknown, what: () => Warning): Warning[] => (when ? [what()] : []);
