/** A hold, as an event. course.md §1 */
import { plusBusinessDays } from '../calendar';
import type { Event } from '../events';
import type { Instant } from '../instant';
import type { Course, Hold } from '../state';

export const opened = (
  course: Course,
  at: Instant,
  hold: Pick<Hold, 'reason' | 'owner' | 'note' | 'reviewOn'>,
): Event => ({
  type: 'holdOpened',
  at,
  hold: { ref: `hold-${course.holdsPlaced + 1}`, since: at, ...hold },
});

/** The hold of an incident; its owner alone lifts it. Reviewed the next business day. */
export const heldFor = (
  course: Course,
  reason: 'adverseEvent' | 'contraindication' | 'crisis',
  owner: Hold['owner'],
  at: Instant,
): Event =>
  opened(course, at, { reason, owner, note: '', reviewOn: plusBusinessDays(course.practice, at, 1) });
