import { errorTrace } from '../../../telemetry/errorTrace';
import { z } from 'zod';
import { ROUTES } from '../../../catalog/shapes';
import { BREACH_KINDS, NOTICE_KINDS } from '../../../course/events';
import { CONSEQUENCE_KINDS } from '../../../course/status/waiting';
import { TASK_KINDS } from '../../../vocabulary/tasks';
import { TEMPLATE_IDS } from '../../../vocabulary/templates';
import { inUrgency, taskOwed } from '../../../vocabulary/urgency';
import type { SessionFact } from '../../../course/status/facts';
import type { Status } from '../../../course/status/status';
import { OBLIGATION_KINDS } from '../../../course/clocks/obligation';
import type { CourseRow } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { Identity } from '../../http/context';
import type { ApiDeps, ApiStore } from '../../http/deps';
import { ApiError, toApiError } from '../../http/errors';
import { courseEndpoint } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { careTeamOf, CareTeamOut } from '../../careTeam';
import { comingUpFor, consequencesFor, factsFor, tasksFor, waitingFor } from '../../clinicalDetail';
import { outsideOpeningHours } from '../../openingHours';
import { unanswered } from '../../stuck';
import { oneOf } from '../../oneOf';
import { ErrorCode } from '../../problemSchema';
import { At, ReasonOut, RoleOut, TaskOut, WarningOut, WithheldReasonOut } from '../../schemas';
import { storedTasksOut, taskOut } from '../../tasks';
import { FactsOut } from '../sessions';
import { PossibleSignal, possibleSignal } from './possible';
import { courseShape, nextShape, summaryOf } from './summary';

const BlockerOut = z
  .object({
    ...nextShape,
    since: At,
    notBefore: At.optional().meta({ description: 'The earliest time it can be done.' }),
  })
  .meta({ id: 'Blocker', description: 'Something the course is waiting for.' });

const ConsequenceOut = z
  .object({
    at: At,
    kind: oneOf(CONSEQUENCE_KINDS, { id: 'ConsequenceKind', description: 'What will happen.' }),
    what: oneOf([...BREACH_KINDS, ...TASK_KINDS, ...NOTICE_KINDS, ...TEMPLATE_IDS], {
      id: 'ConsequenceSubject',
      description: 'Kind of the breach, task or notice, or the template of the message.',
    }),
    to: RoleOut.optional(),
  })
  .meta({ id: 'Consequence', description: 'What happens next if nobody acts, and which role gets it.' });

const WaitingOut = z
  .object({
    gates: z
      .array(ReasonOut)
      .optional()
      .meta({ description: 'Gates that are closed for the next dosing session. Only when live.' }),
    approvalBarred: z.array(ReasonOut).optional().meta({
      description:
        'While a decision of the prescriber is possible: what must come before an approval. Only when live.',
    }),
    tasks: z.array(TaskOut),
    since: At.optional().meta({ description: 'When the last step of care was completed. Only when live.' }),
    blockers: z.array(BlockerOut).optional().meta({
      description:
        'Open tasks and closed gates, the most urgent first: since when, and who can act. Only when live.',
    }),
    consequences: z
      .array(ConsequenceOut)
      .optional()
      .meta({ description: 'What staff will see next if nobody acts. Only when live.' }),
  })
  .meta({ id: 'Waiting', description: 'Why the course is waiting.' });

const ComingUpOut = z
  .object({
    due: At,
    kind: oneOf(OBLIGATION_KINDS, { id: 'ObligationKind', description: 'What will be due.' }),
    key: z.string(),
    withheld: WithheldReasonOut.optional(),
  })
  .meta({ id: 'ComingUp', description: 'Something the system will do when its time comes.' });

const RouteOut = oneOf(ROUTES, { id: 'Route', description: 'How the client takes the dose.' });

const CourseOut = z
  .object({
    ...courseShape,
    live: z.boolean().meta({
      description: '`true`: the current state from the engine. `false`: the last state in the database.',
    }),
    staleReason: ErrorCode.optional().meta({
      description: 'If `live` is false: why. `course-stuck`: the course does not respond.',
    }),
    careTeam: CareTeamOut,
    route: RouteOut.optional().meta({
      description: 'How the client takes the dose, as the prescriber ordered. Only when live.',
    }),
    waiting: WaitingOut,
    warnings: z
      .array(WarningOut)
      .optional()
      .meta({ description: 'What to look at about the sessions booked now. Only when live.' }),
    possible: z
      .array(PossibleSignal)
      .optional()
      .meta({ description: 'Signals that can be reported now. Only when live.' }),
    facts: FactsOut.optional(),
    comingUp: z
      .array(ComingUpOut)
      .optional()
      .meta({ description: 'What the system will do next. Only when live.' }),
  })
  .meta({ id: 'Course', description: 'The current state of a course, and what it is waiting for.' });

export const readCourse = courseEndpoint({
  id: 'readCourse',
  method: 'get',
  path: '/api/v1/courses/{id}',
  tag: 'Courses',
  summary: 'Read a course.',
  description:
    'The current state of the course, why it is waiting, and which signals can be reported now. While the workers are down, ' +
    'the answer comes from the database (`live: false`). Results of questionnaires, and why it is on hold, are only for those who ' +
    'treat clients or lead the practice.',
  roles: STAFF,
  response: CourseOut,
  handler: async ({ subject: row, deps, who, now }) => {
    const status = await deps.engine
      .status(row.id)
      .catch(async (error: unknown) => toApiError(await unanswered(deps.store, row, error, now)));
    const client = row.clientId === undefined ? undefined : await deps.store.clients.find(row.clientId);
    const reader = { who, now, phone: client?.phone };
    const view =
      status instanceof ApiError
        ? await storedView(row, status, reader, deps)
        : liveView(row, await withOpeningHours(status, row, deps.store), reader);
    return { ...view, careTeam: await careTeamOf(deps.store, row.id) };
  },
});

type View = Omit<z.input<typeof CourseOut>, 'careTeam'>;

/** With what a course does not know: when the practice is open. */
async function withOpeningHours(status: Status, { id, closed }: CourseRow, store: ApiStore): Promise<Status> {
  if (closed !== undefined) return status;
  const [practice, calendar] = await Promise.all([store.practice.get(), store.calendars.of(id)]);
  const notOpen = outsideOpeningHours(practice, calendar?.bookings ?? []);
  if (notOpen.length === 0) return status;
  const sessions = status.facts.sessions.map((fact): SessionFact => {
    const own = notOpen.filter(({ session }) => session === fact.ref);
    return own.length > 0 ? { ...fact, warnings: [...(fact.warnings ?? []), ...own] } : fact;
  });
  return {
    ...status,
    warnings: [...status.warnings, ...notOpen],
    facts: { ...status.facts, sessions },
  };
}

/** Who reads it and when, and the client's telephone number. */
interface Reader {
  who: Identity;
  now: Instant;
  phone: string | undefined;
}

function liveView(row: CourseRow, status: Status, { who, now, phone }: Reader): View {
  const { phase, waitingOn, next, dueAt, gates, tasks, possible, comingUp, onHold, balanceCents, revision } =
    status;
  return {
    ...summaryOf(row, who, now),
    ...{
      phase,
      waitingOn,
      next: next && waitingFor(who, next),
      dueAt,
      onHold,
      balanceCents,
      revision,
      protocol: status.protocol,
      comingUp: comingUpFor(who, comingUp),
    },
    nextDeadline: status.nextDeadline,
    route: status.route,
    live: true,
    warnings: status.warnings,
    facts: factsFor(who, status.facts),
    waiting: {
      gates,
      approvalBarred: status.approvalBarred,
      tasks: tasksFor(who, tasks).map((task) => taskOut(who, task, phone)),
      since: status.waiting.since,
      blockers: status.waiting.blockers.map((each) => waitingFor(who, each)),
      consequences: consequencesFor(who, status.waiting.consequences),
    },
    possible: possible.flatMap((name) => possibleSignal(status, name, who)),
  };
}

async function storedView(
  row: CourseRow,
  failure: ApiError,
  { who, now, phone }: Reader,
  deps: ApiDeps,
): Promise<View> {
  deps.log.warn(
    { course: row.id, code: failure.code, cause: errorTrace(failure.cause) },
    'status from the database',
  );
  const { protocol, protocolVersion } = row;
  const all = await deps.store.tasks.ofCourse(row.id);
  const open = inUrgency(
    all.filter(({ closedAt }) => closedAt === undefined),
    taskOwed,
  );
  return {
    ...summaryOf(row, who, now),
    ...{ live: false, staleReason: row.stuckSince ? 'course-stuck' : failure.code },
    waiting: {
      tasks: await storedTasksOut(
        deps,
        who,
        open.map((task) => ({ ...task, protocol, protocolVersion, phone })),
      ),
    },
  };
}
