/** Which courses a caller may reach: staff all of them, a client and their support persons only their own. */
import type { z } from 'zod';
import type { CourseRow } from '../../store';
import type { Identity } from './context';
import type { ApiStore } from './deps';
import {
  operation,
  type Definition as AnyDefinition,
  type Endpoint,
  type Method,
  type Nothing,
  type Schemas,
} from './operation';
import { ApiError, type ApiErrorCode } from './errors';
import { CourseId } from '../schemas';
import { unanswered } from '../stuck';

/** How a question to the running course can fail. */
export const LIVE_PROBLEMS: readonly ApiErrorCode[] = [
  'course-not-running',
  'query-failed',
  'workers-unavailable',
  'temporal-unavailable',
  'course-busy',
  'payload-keys-differ',
  'course-stuck',
];

/** How a forecast of a running course can fail. */
export const FORECAST_PROBLEMS: readonly ApiErrorCode[] = [...LIVE_PROBLEMS, 'forecasts-busy'];

type CoursePath = `/api/v1/courses/{id}${string}`;

type Definition<
  M extends Method,
  Path extends CoursePath,
  R extends z.ZodType,
  Q extends z.ZodObject,
  B extends z.ZodType,
> = Omit<AnyDefinition<M, Path, R, typeof CourseId, Q, B, CourseRow>, 'params' | 'subject'>;

/** An operation on one course, its `subject`. A caller who may not reach the course learns nothing about it. */
export const courseEndpoint = <
  M extends Method,
  Path extends CoursePath,
  R extends z.ZodType,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(
  definition: Definition<M, Path, R, Q, B>,
): Endpoint<M, Path, Schemas<typeof CourseId, Q, B, R>> =>
  operation<M, Path, R, typeof CourseId, Q, B, CourseRow>({
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
    subject: ({ params: { id }, who, deps }) => authorizedCourse(deps.store, id, who),
  });

/**
 * The course's row. A course the caller may not reach is answered like one that does not exist.
 * @throws ApiError `course-unknown`
 */
async function authorizedCourse(store: ApiStore, id: string, who: Identity): Promise<CourseRow> {
  const course = await store.courses.find(id);
  if (!course || !(await mayReach(store, course, who))) {
    throw new ApiError('course-unknown', 'This course does not exist.');
  }
  return course;
}

async function mayReach(
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
