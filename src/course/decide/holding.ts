/** A hold, as an event. course.md §1 */
import { plusBusinessDays } from '../../time/calendar';
import type { Event } from '../events';
import type { Instant } from '../../time/instant';
import { isForSafety } from '../selectors/selectors';
import type { Course, Hold } from '../state';

export const openHold = (
  course: Course,
  at: Instant,
  hold: Pick<Hold, 'reason' | 'owner' | 'note' | 'reviewOn'>,
): Event => ({
  type: 'holdOpened',
  at,
  hold: { ref: `hold-${course.holdsPlaced + 1}`, since: at, ...hold },
});

/** A pause and a hold by staff end with the course; one for safety stays, and keeps back mail to the client. §6 */
export const endedWithCourse = ({ holds }: Course, at: Instant): Event[] =>
  holds
    .filter((hold) => !isForSafety(hold))
    .map(({ ref }) => ({ type: 'holdLifted', at, hold: ref, reason: 'the course has ended' }));

/** The hold of an incident; its owner alone lifts it. Reviewed the next business day. */
export const incidentHold = (
  course: Course,
  reason: 'adverseEvent' | 'contraindication' | 'crisis',
  owner: Hold['owner'],
  at: Instant,
): Event =>
  openHold(course, at, { reason, owner, note: '', reviewOn: plusBusinessDays(course.practice, at, 1) });
