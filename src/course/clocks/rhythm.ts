/** Booking the next dosing session of the series, at the protocol's intervals. course.md §5 */
import { dosingInProgress, scheduledSession } from '../selectors/sessions';
import { inMaintenance } from '../selectors/maintenance';
import { lastCycle, seriesDone } from '../selectors/cycles';
import { preparationsOwed } from '../selectors/preparation';
import { nextDoseAvailable } from '../selectors/supply';
import { wordOwed } from '../selectors/therapistsWord';
import { endOfDay } from '../../time/civil';
import { closedGates } from '../gates';
import type { Course } from '../state';
import { message, task, owedIf, type Clock } from './obligation';

/** Only a booking is missing. */
const wanted = (course: Course): boolean =>
  closedGates(course, course.clock, 'booking').length === 0 &&
  preparationsOwed(course) === 0 &&
  !wordOwed(course, 'confirm-readiness') &&
  nextDoseAvailable(course) &&
  !seriesDone(course) &&
  !inMaintenance(course) &&
  !dosingInProgress(course);

export const bookDosing: Clock = (course) => {
  const { client, cycles, protocol } = course;
  const last = lastCycle(course);
  const { gapDays, maxGapDays = gapDays } = protocol.dosing;
  const dueBy = last && endOfDay(client.zone, last.startedAt, maxGapDays);
  return owedIf(wanted(course) && !scheduledSession(course, 'dosing'), () => [
    task('book-dosing', 'frontDesk', course.clock, {
      about: `cycle-${cycles.length + 1}`,
      ...(dueBy && { dueBy }),
    }),
  ]);
};

/** If the protocol has a maximum interval, the therapist is notified of a booking beyond it. */
export const rhythmBreaking: Clock = (course) => {
  const { maxGapDays } = course.protocol.dosing;
  const last = lastCycle(course);
  const next = scheduledSession(course, 'dosing');
  if (maxGapDays === undefined || !last || !next || next.booster) return [];
  const by = endOfDay(course.client.zone, last.startedAt, maxGapDays);
  return owedIf(next.start > by, () => [
    message(course, 'rhythmBreaking', `${next.ref}.${next.revision}`, 'therapist', next.bookedAt, {
      facts: { session: next.ref, start: next.start, by },
    }),
  ]);
};
