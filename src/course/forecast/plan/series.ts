/** What is ahead: the rest of the series, and boosters. */
import { inMaintenance } from '../../selectors/maintenance';
import { scheduledSession } from '../../selectors/sessions';
import { seriesDone } from '../../selectors/cycles';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { closedGates } from '../../gates';
import type { Reason } from '../../../vocabulary/reasons';
import { minutesFromNow } from './build';

/** The series is done, or the course review has ended it. */
export const seriesOver = (course: Course): boolean => seriesDone(course) || inMaintenance(course);

export const boostersAhead = (course: Course, { boosters }: Assume): boolean =>
  inMaintenance(course) && course.cycles.filter(({ booster }) => booster).length < boosters;

/** Another dosing session is ahead: of the series, booked, or an assumed booster. */
export const dosingAhead = (course: Course, assume: Assume): boolean =>
  !seriesOver(course) || scheduledSession(course, 'dosing') !== undefined || boostersAhead(course, assume);

/** The gates that will prevent booking a dosing session, a few minutes from now. */
export const gatesAgainstBooking = (course: Course): Reason[] =>
  closedGates(course, minutesFromNow(course, 10), 'booking');
