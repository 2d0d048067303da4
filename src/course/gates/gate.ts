/** A condition for a dosing session: open, or closed with a reason. course.md §4 */
import type { Role } from '../../catalog/shapes';
import type { Reason } from '../../vocabulary/reasons';
import { fromMs, toMs, type Instant } from '../../time/instant';
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
  /**
   * Where the time alone opens or closes it: from each of these instants on, its answer may be another. Lists that show
   * a course between its steps go by them.
   */
  turns?: (course: Course, session?: Session) => readonly (Instant | undefined)[];
  /** What an override of this gate covers. By default, everything until the next dosing session starts. */
  about?: (session: Session) => string;
}

/** The first instant after one that still counts. */
export const past = (last: Instant | undefined): Instant | undefined => last && fromMs(toMs(last) + 1);

export const closed = (when: boolean, why: Reason): Reason | undefined => (when ? why : undefined);
