/** Which courses a caller can reach: staff all, a client and their support persons their own. */
import type { CourseRow } from '../store';
import type { Identity } from './context';
import type { ApiStore } from './deps';
import { ApiError, type ApiErrorCode } from './errors';

/** How asking the running course can fail. */
export const LIVE_PROBLEMS: readonly ApiErrorCode[] = [
  'course-unknown',
  'course-not-running',
  'query-failed',
  'workers-unavailable',
  'temporal-unavailable',
  'course-busy',
  'payload-keys-differ',
];

/**
 * The course's row. Somebody else's course is as unknown as one that is not there.
 * @throws ApiError `course-unknown`
 */
export async function courseFor(store: ApiStore, id: string, who: Identity): Promise<CourseRow> {
  const course = await store.courses.find(id);
  if (!course || !(await reaches(store, course, who))) {
    throw new ApiError('course-unknown', 'There is no such course.');
  }
  return course;
}

async function reaches(
  store: ApiStore,
  { clientId }: CourseRow,
  { role, staffId }: Identity,
): Promise<boolean> {
  if (role === 'client') return clientId === staffId;
  if (role !== 'supportPerson') return true;
  if (clientId === undefined) return false;
  const persons = await store.clients.supportPersons(clientId);
  return persons.some(({ id }) => id === staffId);
}
