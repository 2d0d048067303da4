/** The state of a course from its log alone. Repair, and whatever else starts in the middle, continues from it. */
import type { Course } from './state';
import { adopt, type LoggedStep } from './step';

/** The state after all steps of a course, from its first. @throws RangeError if there are none */
export function foldLog(steps: readonly LoggedStep[]): Course {
  const course = steps.reduce<Course | undefined>(adopt, undefined);
  if (!course) throw new RangeError('a course begins with a step');
  return course;
}
