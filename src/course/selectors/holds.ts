/** Holds and pauses. course.md §6 */
import { startOfDay } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import type { Course, Hold } from '../state';
import { lastCycle } from './cycles';

/** A safety hold: clinicians are paged, and only the role named in course.md §6 can lift it. */
export const isSafetyHold = ({ reason }: Hold): boolean => reason !== 'staff' && reason !== 'pause';

/** Somebody may be in danger now: nobody waits for the evening. */
export const isCrisis = ({ reason }: Hold): boolean => reason === 'crisis' || reason === 'safetyAnswer';

export const isPaused = ({ holds }: Course): boolean => holds.some(({ reason }) => reason === 'pause');

/** After a pause: from which day on the next dosing needs a clinician's check. course.md §6 */
export function clinicianCheckFrom(course: Course): Instant | undefined {
  const { resumedAt, client, protocol } = course;
  const dosed = lastCycle(course)?.endedAt;
  return resumedAt && dosed
    ? latest(resumedAt, startOfDay(client.zone, dosed, protocol.clocks.pauseCheckDays))
    : undefined;
}

/** Holds are numbered within the course. */
export const holdRef = (number: number): string => `hold-${number}`;
export const holdNumber = (ref: string): number => Number(ref.slice('hold-'.length));
