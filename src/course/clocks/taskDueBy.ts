/** When a task of a kind is due: the end of a civil day of the practice. */
import { atTimeOfDay } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import type { Course } from '../state';
import type { TaskKind } from '../../vocabulary/tasks';

/** The last minute of the day; undefined if the protocol sets no days for tasks. */
export function dueBy(
  { protocol, practice }: Course,
  kind: TaskKind,
  openedAt: Instant,
): Instant | undefined {
  const { taskDays } = protocol.clocks;
  const days = taskDays?.[kind] ?? taskDays?.any;
  return days === undefined ? undefined : atTimeOfDay(practice.zone, openedAt, days, 23, 59);
}

/** The hour of the practice by which what cannot wait until tomorrow is done. */
const EVENING = 20;

/** The same day at 20:00, or at once if that is past. */
export const thatEvening = ({ practice }: Course, at: Instant): Instant =>
  latest(atTimeOfDay(practice.zone, at, 0, EVENING), at);
