/** Which roles a session needs. course.md §2 */
import type { StaffRole } from '../../vocabulary/roles';
import type { Course, Session } from '../state';
import { givenAtClinic } from './supply';

/**
 * The roles that hold a session: the prescriber a medical one, the therapist all others. A dose that is given at the
 * clinic also needs the prescriber, whose people give it. The therapist also makes the house calls.
 */
export function rolesIn(course: Course, { kind }: Pick<Session, 'kind'>): StaffRole[] {
  if (kind === 'medical') return ['prescriber'];
  return kind === 'dosing' && givenAtClinic(course) ? ['therapist', 'prescriber'] : ['therapist'];
}
