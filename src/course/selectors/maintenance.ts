/** After the series: the review, maintenance and booster windows. course.md §2, §5 */
import { dateIn, endOfDay, plusCivilDays, startOfDay } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { Course } from '../state';
import { seriesDone, lastCycle } from './cycles';

export const inMaintenance = (course: Course): boolean => course.review?.decision === 'maintenance';

/** A review has decided what comes after the series. One during it has not, nor one for more dosing. */
export const nextDecided = ({ review }: Course): boolean =>
  review !== undefined && review.decision !== 'asPlanned' && review.decision !== 'moreDosing';

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

/**
 * The window for the next booster: civil weeks after the day of the latest dosing, in the client's zone. Its first
 * and its last day count as a whole. course.md §5
 */
export function boosterWindow(course: Course): BoosterWindow | undefined {
  const cycle = lastCycle(course);
  if (!inMaintenance(course) || !cycle?.endedAt) return undefined;
  const { startedAt, endedAt } = cycle;
  const { zone } = course.client;
  // Notices go out at the time of day it ended, unless that was after midnight.
  const noticed = dateIn(zone, startedAt) === dateIn(zone, endedAt) ? endedAt : startedAt;
  const { opensDays, closesDays, noticeDays, closingNoticeDays } = course.protocol.maintenance;
  const after = (days: number): Instant => plusCivilDays(zone, noticed, days);
  return {
    cycle: cycle.number,
    notice: after(noticeDays),
    opens: startOfDay(zone, startedAt, opensDays),
    closingNotice: after(closesDays - closingNoticeDays),
    closes: endOfDay(zone, startedAt, closesDays),
  };
}
