import { z } from 'zod';
import type { CourseRow } from '../../../store';
import { inParallel } from '../../../watch/inParallel';
import type { Call } from '../../http/operation';
import { endpoint } from '../../http/endpoint';
import { API_ERROR_CODES, ApiError, invalid, isOurFault, statusOf, toApiError } from '../../http/errors';
import { oneOf } from '../../oneOf';
import { ReasonOut, Uuid } from '../../schemas';
import { keepRefusal, needSameReport, report, signalFrom } from '../courses/signals';
import { ProtocolId } from './read';

const MOST = 200;

const ResultOut = z
  .object({
    course: Uuid,
    moved: z.boolean(),
    problem: oneOf(API_ERROR_CODES, { id: 'MoveProblem', description: 'Why it did not move.' }).optional(),
    sentence: z.string().optional(),
    reasons: z.array(ReasonOut).optional(),
  })
  .meta({
    id: 'CourseMove',
    description: 'Whether a course moved. One that was on the version already counts.',
  });
type Result = z.input<typeof ResultOut>;

export const moveCourses = endpoint({
  id: 'moveCourses',
  method: 'post',
  path: '/api/v1/protocols/{id}/move',
  tag: 'Protocols',
  summary: 'Move courses to a version of their protocol.',
  description:
    'Reports `protocolChanged` to each course. The Idempotency-Key is the id of each report, so each course moves once. ' +
    'Look before with the preview of each course. A course that does not move does not keep the others from moving. ' +
    'Where one failed for a moment, the same request with the same key tries again.',
  roles: ['lead'],
  unsettled: (body) =>
    (body as { courses: Result[] }).courses.some(({ problem }) => problem && isOurFault(statusOf(problem))),
  problems: ['protocol-unknown'],
  params: ProtocolId,
  body: z
    .strictObject({
      version: z.int().min(1),
      courses: z.array(Uuid).min(1).max(MOST).meta({ description: 'Ids of the courses.' }),
    })
    .meta({ id: 'CoursesToMove' }),
  response: z.object({ courses: z.array(ResultOut) }).meta({ id: 'CoursesMoved' }),
  handler: async ({ params: { id }, body: { version, courses }, ...call }) => {
    const by = { role: call.who.role, id: call.who.staffId };
    const payload = { id: call.key, by, protocol: { id, version } };
    const signal = await signalFrom(call.deps, 'protocolChanged', payload);
    const results = new Map<string, Result>();
    await inParallel([...new Set(courses)], async (course) => {
      results.set(course, await moved(call, course, id, signal));
    });
    return { courses: courses.flatMap((course) => results.get(course) ?? []) };
  },
});

type Signal = Awaited<ReturnType<typeof signalFrom>>;

/** A failure is a result: the others move all the same. */
async function moved(
  { deps, now }: Pick<Call<unknown, unknown, unknown>, 'deps' | 'now'>,
  course: string,
  protocol: string,
  signal: Signal,
): Promise<Result> {
  try {
    const row = await follower(deps.store.courses.find(course), protocol);
    const outcome = await report(deps, row, signal);
    if (outcome.accepted) {
      if (outcome.repeated) await needSameReport(deps, course, signal);
      return { course, moved: true };
    }
    if (outcome.unrecorded) await keepRefusal(deps, course, signal, outcome, now);
    const { reasons } = outcome;
    const sentence = reasons.map((each) => each.sentence).join(' ') || 'The course refuses to move now.';
    return { course, moved: false, problem: 'signal-refused', sentence, reasons };
  } catch (error) {
    const { code, message } = toApiError(error);
    return { course, moved: false, problem: code, sentence: message };
  }
}

async function follower(found: Promise<CourseRow | undefined>, protocol: string): Promise<CourseRow> {
  const row = await found;
  if (!row) throw new ApiError('course-unknown', 'There is no such course.');
  if (row.protocol !== protocol) throw invalid([{ field: 'courses', message: 'must follow this protocol' }]);
  return row;
}
