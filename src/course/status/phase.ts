/** The phase of a course: derived, never set. course.md §2 */
import { cycleOwingIntegration, lastCycle, seriesDone } from '../selectors/cycles';
import { declined, doseReviewOwed } from '../selectors/screening';
import { dosingInProgress, scheduledSession } from '../selectors/sessions';
import { inMaintenance, therapyUntil } from '../selectors/maintenance';
import { preparationsBookable } from '../selectors/preparation';
import { nextDoseAvailable } from '../selectors/supply';
import { closedGates } from '../gates';
import { estimateOwed } from '../money/payer';
import type { Course } from '../state';

export const PHASES = [
  'enrolment',
  'preparation',
  'medicalScreening',
  'supply',
  'scheduled',
  'ready',
  'inSession',
  'recovering',
  'integrationDue',
  'declined',
  'doseReview',
  'betweenCycles',
  'courseReview',
  'therapy',
  'maintenance',
  'closed',
] as const;
export type Phase = (typeof PHASES)[number];

const enrolled = (course: Course): boolean =>
  course.protocol.consents.every((kind) => course.consents[kind]) &&
  (!estimateOwed(course) || course.estimate?.acknowledgedAt !== undefined);

/** The phase, by the first condition that holds. */
export function phase(course: Course): Phase {
  if (course.closed) return 'closed';
  const underWay = dosingInProgress(course);
  if (underWay) return underWay.status === 'inSession' ? 'inSession' : 'recovering';
  if (cycleOwingIntegration(course)) return 'integrationDue';
  if (declined(course)) return 'declined';
  const dosing = scheduledSession(course, 'dosing');
  if (dosing) return closedGates(course, course.clock, 'start', dosing).length === 0 ? 'ready' : 'scheduled';
  if (inMaintenance(course)) return 'maintenance';
  if (lastCycle(course)) {
    if (doseReviewOwed(course)) return 'doseReview';
    if (seriesDone(course)) return (therapyUntil(course) ?? '') > course.clock ? 'therapy' : 'courseReview';
    return nextDoseAvailable(course) ? 'betweenCycles' : 'supply';
  }
  if (!enrolled(course)) return 'enrolment';
  if (preparationsBookable(course) > 0) return 'preparation';
  if (!course.approval) return 'medicalScreening';
  return nextDoseAvailable(course) ? 'betweenCycles' : 'supply';
}
