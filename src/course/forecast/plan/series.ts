/** What is still to come of the series, and after it. */
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

export const boostersToCome = (course: Course, { boosters }: Assume): boolean =>
  inMaintenance(course) && course.cycles.filter(({ booster }) => booster).length < boosters;

/** Another dosing session is to come: of the series, booked, or a booster that is assumed. */
export const dosingAhead = (course: Course, assume: Assume): boolean =>
  !seriesOver(course) || scheduledSession(course, 'dosing') !== undefined || boostersToCome(course, assume);

/** What will stand against a dosing session by the time it is booked, some minutes from now. */
export const againstBooking = (course: Course): Reason[] =>
  closedGates(course, minutesFromNow(course, 10), 'booking');
