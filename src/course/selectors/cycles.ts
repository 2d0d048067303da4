/** Dosing cycles, and the integration they owe. course.md §4.4, §5 */
import type { Instant } from '../../time/instant';
import type { Course, Cycle } from '../state';
import { bookedEnd } from './sessions';

/** When the booked sessions will complete a cycle's integration. */
export const bookedIntegrationEnd = (course: Course, { number, integrations }: Cycle): Instant | undefined =>
  bookedEnd(course, 'integration', course.protocol.integration.perCycle - integrations, number);

export const lastCycle = (course: Course): Cycle | undefined => course.cycles.at(-1);

/** The latest cycle, while its integration is owed. */
export function cycleOwingIntegration(course: Course): Cycle | undefined {
  const cycle = lastCycle(course);
  return cycle && !cycle.integratedAt && !cycle.overridden ? cycle : undefined;
}

/** When the latest cycle's integration was completed or overridden. */
export function integrationSettledAt(course: Course): Instant | undefined {
  const cycle = lastCycle(course);
  const overridden = course.overrides.find(({ gate }) => gate === 'integration-owed');
  return cycle?.overridden ? (overridden?.at ?? cycle.endedAt) : cycle?.integratedAt;
}

/** Dosing sessions of the series so far, not counting boosters. */
export const seriesDosingsDone = (course: Course): number =>
  course.cycles.filter(({ booster }) => !booster).length;

export const seriesDone = (course: Course): boolean => seriesDosingsDone(course) >= course.dosingsPlanned;

export const exploratoryDone = (course: Course): boolean =>
  seriesDosingsDone(course) >= course.protocol.dosing.exploratory;

/** Never two on one day, where the protocol says nothing. */
const FEWEST_DAYS = 1;

/** The fewest civil days from one dosing session to the next. */
export const fewestDaysBetweenDoses = ({ protocol }: Course): number =>
  protocol.dosing.minGapDays ?? FEWEST_DAYS;
