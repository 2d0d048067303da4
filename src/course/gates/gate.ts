/** A condition for a dosing session: open, or closed with a reason. course.md §4 */
import type { Role } from '../../catalog/shapes';
import type { Reason } from '../../vocabulary/reasons';
import type { Instant } from '../../time/instant';
import type { Course, Session } from '../state';

export interface Gate {
  /** `booking`: checked when the session is booked and when it starts. `start`: only when it starts. */
  at: 'booking' | 'start';
  overridable: boolean;
  /** Who may override it. Default: whoever its reason names. */
  overridableBy?: readonly Role[];
  /** It asks about the time of the session: another time opens or closes it. */
  asksWhen?: true;
  check: (course: Course, at: Instant, session?: Session) => Reason | undefined;
  /** Closed for a session held today, though it is open for a later one: a prescriber may override it in advance. */
  today?: (course: Course, at: Instant) => Reason | undefined;
  /** What an override of this gate covers. By default, everything until the next dosing session starts. */
  about?: (session: Session) => string;
}

export const closed = (when: boolean, why: Reason): Reason | undefined => (when ? why : undefined);
