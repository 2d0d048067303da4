/** By when a task should be done: the end of a civil day of the practice, by its kind. */
import { atTimeOfDay } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { Course } from '../state';
import type { TaskKind } from '../../vocabulary/tasks';

/** The last minute of the day; undefined where the protocol gives tasks no days. */
export function dueBy(
  { protocol, practice }: Course,
  kind: TaskKind,
  openedAt: Instant,
): Instant | undefined {
  const { taskDays } = protocol.clocks;
  const days = taskDays?.[kind] ?? taskDays?.any;
  return days === undefined ? undefined : atTimeOfDay(practice.zone, openedAt, days, 23, 59);
}
