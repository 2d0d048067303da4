/** Boosters, the end, and holds. */
import { boosterWindow, inMaintenance, therapyUntil } from '../../selectors/maintenance';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { byInstant, latest, plusHours } from '../../../time/instant';
import { type Planned, report, workday, onDay, book } from './build';
import { gatesAgainstBooking, seriesOver, boostersAhead } from './series';

/** An assumed booster: booked after its notice, for a day within its window. */
export function bookBooster(course: Course, assume: Assume): Planned | undefined {
  const window = boosterWindow(course);
  if (!window || !boostersAhead(course, assume)) return undefined;
  if (gatesAgainstBooking(course).length > 0) return undefined;
  const noticed = plusHours(window.notice, 50);
  if (noticed > course.clock) return bookBooster({ ...course, clock: noticed }, assume);
  return book(course, assume, 'dosing', workday(course, latest(window.opens, course.clock), 4, 10));
}

/** The review after the series; then, if no more boosters are assumed, the end. */
export function finish(course: Course, assume: Assume): Planned | undefined {
  if (!seriesOver(course)) return undefined;
  if (!inMaintenance(course)) {
    const therapy = therapyUntil(course);
    const reviewed = therapy && therapy > course.clock ? therapy : workday(course, course.clock, 5, 11);
    return report(course, reviewed, 'therapist', 'courseReviewed', { decision: 'maintenance' });
  }
  const window = boosterWindow(course);
  if (!window || boostersAhead(course, assume)) return undefined;
  const noticed = plusHours(window.notice, 50);
  const ends = noticed >= course.clock ? noticed : workday(course, course.clock, 2, 11);
  return report(course, ends, 'therapist', 'courseClosed', { outcome: 'completed' });
}

/** The owner lifts a hold at its review. */
export function liftHold(course: Course, { holdsLiftedOn }: Assume): Planned | undefined {
  const [hold] = [...course.holds].sort(byInstant(({ reviewOn }) => reviewOn));
  if (!hold) return undefined;
  const lifted = holdsLiftedOn ? onDay(course, holdsLiftedOn, 10) : hold.reviewOn;
  return report(course, lifted, hold.owner, 'holdLifted', { hold: hold.ref, reason: 'reviewed' });
}
