/** After the series: the review, maintenance and booster windows. course.md §2, §5 */
import { plusCivilDays } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { Course } from '../state';
import { seriesDone, lastCycle } from './cycles';

export const inMaintenance = (course: Course): boolean => course.review?.decision === 'maintenance';

/** If the review decided on more therapy: until the next review. course.md §2 */
export const therapyUntil = ({ review }: Course): Instant | undefined =>
  review?.decision === 'moreTherapy' ? review.reviewOn : undefined;

/** More dosing is possible: in the series, or as boosters. */
export const moreDosingPossible = (course: Course): boolean => !seriesDone(course) || inMaintenance(course);

export interface BoosterWindow {
  cycle: number;
  notice: Instant;
  opens: Instant;
  closingNotice: Instant;
  closes: Instant;
}

/** The window for the next booster: civil weeks after the latest dosing, in the client's zone. course.md §5 */
export function boosterWindow(course: Course): BoosterWindow | undefined {
  const cycle = lastCycle(course);
  if (!inMaintenance(course) || !cycle?.endedAt) return undefined;
  const { endedAt } = cycle;
  const { opensDays, closesDays, noticeDays, closingNoticeDays } = course.protocol.maintenance;
  const after = (days: number): Instant => plusCivilDays(course.client.zone, endedAt, days);
  return {
    cycle: cycle.number,
    notice: after(noticeDays),
    opens: after(opensDays),
    closingNotice: after(closesDays - closingNoticeDays),
    closes: after(closesDays),
  };
}
