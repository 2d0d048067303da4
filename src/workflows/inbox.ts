import type { CourseSummary } from '../activities/contract';
import type { Instant } from '../course/instant';
import type { Course } from '../course/state';
import { SIGNALS } from '../course/decide';
import { status } from '../course/waiting';
import type { Signal } from '../signals/catalog';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The envelope of a signal; its fields were checked at the door it came through. */
export function isSignal(value: unknown): value is Signal {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    SIGNALS.some((name) => name === value['name']) &&
    isObject(value['by']) &&
    typeof value['by']['role'] === 'string'
  );
}

/** The row of the course list. */
export function summaryOf(course: Course, now: Instant): CourseSummary {
  const { phase, waitingOn, nextDeadline, onHold, balanceCents, tasks } = status(course, now);
  return {
    phase,
    waitingOn,
    onHold,
    balanceCents,
    tasks,
    ...(nextDeadline && { nextDeadline }),
    ...(course.closed && { closed: course.closed.outcome }),
  };
}
