/** What a client said is answered: the course needs it no longer. The log has it. */
import type { Course, Patch, Task } from '../state';
import { replaceSession } from './patch';

/** Undefined for a task about nothing that a client said. */
export function answered(course: Course, task: Task | undefined): Patch | undefined {
  if (task?.kind !== 'another-time') return undefined;
  return replaceSession(course, task.session, ({ wish: _answered, ...session }) => session);
}
