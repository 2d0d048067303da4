import { errorTrace } from '../../../telemetry/errorTrace';
import { z } from 'zod';
import type { Status } from '../../../course/status/status';
import { Role } from '../../../catalog/shapes';
import type { CourseRow } from '../../../store';
import type { Identity } from '../../http/context';
import type { ApiDeps } from '../../http/deps';
import { ApiError, toApiError } from '../../http/errors';
import { courseEndpoint } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { unanswered } from '../../stuck';
import { At, ReasonOut, TaskOut, taskOut } from '../../schemas';
import { PossibleSignal, possibleSignal } from './possible';
import { courseShape, summaryOf } from './summary';

const BlockerOut = z
  .object({
    what: z.string().meta({ description: 'Code of a gate, or kind of a task.' }),
    sentence: z.string(),
    since: At,
    who: z.array(Role).readonly().meta({ description: 'Who can act; empty when nobody can.' }),
    session: z.string().optional().meta({ description: 'The session it is about.' }),
    notBefore: At.optional(),
    dueBy: At.optional(),
  })
  .meta({ id: 'Blocker', description: 'One thing a course waits for.' });

const CourseOut = z
  .object({
    ...courseShape,
    live: z.boolean().meta({ description: '`true`: from the engine, now. `false`: as last committed.' }),
    staleReason: z
      .string()
      .optional()
      .meta({ description: 'Why not, when `live` is false; `course-stuck`: it does not respond.' }),
    waiting: z
      .object({
        gates: z
          .array(ReasonOut)
          .optional()
          .meta({ description: 'What is closed before the next dosing session. Only when live.' }),
        tasks: z.array(TaskOut),
        since: At.optional().meta({ description: 'Since when nothing has been done. Only when live.' }),
        blockers: z
          .array(BlockerOut)
          .optional()
          .meta({ description: 'Closed gates and open tasks, since when, and who can act. Only when live.' }),
        consequences: z
          .array(z.object({ at: At, what: z.string(), to: z.string().optional() }))
          .optional()
          .meta({ description: 'What staff will see next if nobody acts. Only when live.' }),
      })
      .meta({ description: 'Why the course is waiting.' }),
    possible: z
      .array(PossibleSignal)
      .optional()
      .meta({ description: 'What can be reported now. Only when live.' }),
    comingUp: z
      .array(z.object({ due: At, kind: z.string(), key: z.string() }))
      .optional()
      .meta({ description: 'What the clocks will do next. Only when live.' }),
  })
  .meta({ id: 'Course' });

export const readCourse = courseEndpoint({
  id: 'readCourse',
  method: 'get',
  path: '/api/v1/courses/{id}',
  tag: 'Courses',
  summary: 'Read a course: where it stands, why it waits, what is possible now.',
  description: 'While the workers are down it answers from the database and says so (`live: false`).',
  roles: STAFF,
  response: CourseOut,
  handler: async ({ subject: row, deps, who, now }) => {
    const status = await deps.engine
      .status(row.id)
      .catch(async (error: unknown) => toApiError(await unanswered(deps.store, row, error, now)));
    return status instanceof ApiError ? storedView(row, status, deps) : liveView(row, status, who);
  },
});

function liveView(row: CourseRow, status: Status, who: Identity): z.input<typeof CourseOut> {
  const { phase, waitingOn, gates, tasks, possible, comingUp, onHold, balanceCents, revision } = status;
  return {
    ...summaryOf(row),
    ...{ phase, waitingOn, onHold, balanceCents, revision, protocol: status.protocol, comingUp },
    nextDeadline: status.nextDeadline,
    live: true,
    waiting: {
      gates,
      tasks: tasks.map(taskOut),
      since: status.waiting.since,
      blockers: status.waiting.blockers,
      consequences: status.waiting.consequences,
    },
    possible: possible.flatMap((name) => possibleSignal(row.id, name, who)),
  };
}

async function storedView(
  row: CourseRow,
  failure: ApiError,
  deps: ApiDeps,
): Promise<z.input<typeof CourseOut>> {
  deps.log.warn(
    { course: row.id, code: failure.code, cause: errorTrace(failure.cause) },
    'status from the database',
  );
  const tasks = await deps.store.tasks.ofCourse(row.id);
  return {
    ...summaryOf(row),
    ...{ live: false, staleReason: row.stuckSince ? 'course-stuck' : failure.code },
    waiting: {
      tasks: tasks.filter(({ closedAt }) => closedAt === undefined).map(taskOut),
    },
  };
}
