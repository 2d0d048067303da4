/** The log alone tells where a course stands: what repair, and anything else that begins in the middle, goes on from. */
import type { Course } from './state';
import { adopt, type LoggedStep } from './step';

/** The state after these steps, all of the course's from its first. @throws RangeError when there is none */
export function foldLog(steps: readonly LoggedStep[]): Course {
  const course = steps.reduce<Course | undefined>(adopt, undefined);
  if (!course) throw new RangeError('a course begins with a step');
  return course;
}
