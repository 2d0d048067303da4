/** Which courses a caller can reach: staff all, a client and their support persons their own. */
import type { z } from 'zod';
import type { CourseRow } from '../../store';
import type { Identity } from './context';
import type { ApiStore } from './deps';
import { endpoint, type Endpoint, type Nothing } from './endpoint';
import { ApiError, type ApiErrorCode } from './errors';
import { CourseId } from '../schemas';
import { unanswered } from '../stuck';

/** How asking the running course can fail. */
export const LIVE_PROBLEMS: readonly ApiErrorCode[] = [
  'course-not-running',
  'query-failed',
  'workers-unavailable',
  'temporal-unavailable',
  'course-busy',
  'payload-keys-differ',
  'course-stuck',
];

type Definition<Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> = Omit<
  Parameters<typeof endpoint<R, typeof CourseId, Q, B, CourseRow>>[0],
  'params' | 'subject'
>;

/** An operation on one course, `subject`: whoever cannot reach it learns nothing of it. */
export const courseEndpoint = <
  R extends z.ZodType,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(
  definition: Definition<Q, B, R>,
): Endpoint =>
  endpoint<R, typeof CourseId, Q, B, CourseRow>({
    ...definition,
    params: CourseId,
    problems: ['course-unknown', ...(definition.problems ?? [])],
    handler: async (call) => {
      try {
        return await definition.handler(call);
      } catch (error) {
        throw await unanswered(call.deps.store, call.subject, error, call.now);
      }
    },
    subject: ({ params: { id }, who, deps }) => courseFor(deps.store, id, who),
  });

/**
 * The course's row. Somebody else's course is as unknown as one that is not there.
 * @throws ApiError `course-unknown`
 */
async function courseFor(store: ApiStore, id: string, who: Identity): Promise<CourseRow> {
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
