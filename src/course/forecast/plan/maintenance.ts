/** Boosters, the end, and holds. */
import { boosterWindow, inMaintenance, therapyUntil } from '../../selectors/maintenance';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { byInstant, latest, plusHours } from '../../../time/instant';
import { type Planned, report, workday, onDay, book } from './build';
import { againstBooking, seriesOver, boostersToCome } from './series';

/** A booster that is assumed: booked after its notice, for a day inside its window. */
export function bookBooster(course: Course, assume: Assume): Planned | undefined {
  const window = boosterWindow(course);
  if (!window || !boostersToCome(course, assume)) return undefined;
  if (againstBooking(course).length > 0) return undefined;
  const told = plusHours(window.notice, 50);
  if (told > course.clock) return bookBooster({ ...course, clock: told }, assume);
  return book(course, assume, 'dosing', workday(course, latest(window.opens, course.clock), 4, 10));
}

/** The review after the series; then, with no booster to come, the end. */
export function finish(course: Course, assume: Assume): Planned | undefined {
  if (!seriesOver(course)) return undefined;
  if (!inMaintenance(course)) {
    const therapy = therapyUntil(course);
    const reviewed = therapy && therapy > course.clock ? therapy : workday(course, course.clock, 5, 11);
    return report(course, reviewed, 'therapist', 'courseReviewed', { decision: 'maintenance' });
  }
  const window = boosterWindow(course);
  if (!window || boostersToCome(course, assume)) return undefined;
  const told = plusHours(window.notice, 50);
  const ends = told >= course.clock ? told : workday(course, course.clock, 2, 11);
  return report(course, ends, 'therapist', 'courseClosed', { outcome: 'completed' });
}

/** The owner lifts a hold at its review. */
export function liftHold(course: Course, { holdsLiftedOn }: Assume): Planned | undefined {
  const [hold] = [...course.holds].sort(byInstant(({ reviewOn }) => reviewOn));
  if (!hold) return undefined;
  const lifted = holdsLiftedOn ? onDay(course, holdsLiftedOn, 10) : hold.reviewOn;
  return report(course, lifted, hold.owner, 'holdLifted', { hold: hold.ref, reason: 'reviewed' });
}
