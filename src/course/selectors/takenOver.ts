/** A course that began before the practice kept it here. What happened until then is history: nothing is done about it. */
import type { Instant } from '../../time/instant';
import type { Course } from '../state';
import { sessionOf } from './sessions';

/** Whether that was before the course was taken over. Never for a course that began here. */
export const beforeTakeover = ({ takenOverAt }: Pick<Course, 'takenOverAt'>, at: Instant): boolean =>
  takenOverAt !== undefined && at < takenOverAt;

/** Whether the session took place before the course was taken over. */
export function heldBeforeTakeover(course: Course, ref: string): boolean {
  const session = sessionOf(course, ref);
  return session?.status === 'completed' && beforeTakeover(course, session.start);
}
