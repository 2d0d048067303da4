/** Finds courses that do not respond, with few calls to Temporal however many courses there are. */
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import type { Instant } from '../time/instant';
import type { Store, StuckWhy } from '../store';
import { courseOf, workflowId, WORKFLOW_TYPE } from '../workflows/contract';
import { inParallel } from './inParallel';

export interface WatchContext {
  client: Client;
  store: Pick<Store, 'stuck'>;
}

/** Set by the server (1.30 and later) on workflows whose tasks have failed several times in a row. */
const PROBLEMS = 'TemporalReportedProblems';
const RUNNING = `WorkflowType = '${WORKFLOW_TYPE}' AND ExecutionStatus = 'Running'`;
const PAGE = 1_000;

/** Tasks sometimes fail while workers start and stop, but not this often in a row. */
const ATTEMPTS = 3;

const INVALID_ARGUMENT = 3;

/** The result of one look at a course. `over`: its workflow has completed. */
export type Verdict = StuckWhy | 'responds' | 'over';

/** Looks at the latest run of a course. A workflow that ended without completing counts as missing. */
export async function lookAt(client: Client, course: string): Promise<{ verdict: Verdict; run?: string }> {
  try {
    const described = await client.workflow.getHandle(workflowId(course)).describe();
    return { verdict: verdictOn(described), run: described.runId };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { verdict: 'workflow-missing' };
    throw error;
  }
}

function verdictOn({ status, raw }: WorkflowExecutionDescription): Verdict {
  if (status.name === 'COMPLETED') return 'over';
  if (status.name !== 'RUNNING') return 'workflow-missing';
  const reported = raw.workflowExecutionInfo?.searchAttributes?.indexedFields?.[PROBLEMS];
  return reported || (raw.pendingWorkflowTask?.attempt ?? 0) >= ATTEMPTS ? 'tasks-failing' : 'responds';
}

/** Courses whose workflow tasks keep failing, as marked by the server; none on a server without such marks. */
async function marked(client: Client): Promise<Set<string>> {
  try {
    return await listed(client, `${RUNNING} AND ${PROBLEMS} IS NOT NULL`);
  } catch (error) {
    const grpc = isGrpcServiceError(error) ? error : error instanceof Error ? error.cause : undefined;
    if (isGrpcServiceError(grpc) && (grpc.code as number) === INVALID_ARGUMENT) return new Set();
    throw error;
  }
}

async function listed(client: Client, query: string): Promise<Set<string>> {
  const courses = new Set<string>();
  for await (const { workflowId: id } of client.workflow.list({ query, pageSize: PAGE })) {
    const course = courseOf(id);
    if (course !== undefined) courses.add(course);
  }
  return courses;
}

/**
 * Does one round: records courses that do not respond and removes those that respond again. A roll call lists all
 * running courses and also finds courses without a workflow. @throws what Temporal or the store throws
 */
export async function look(
  { client, store: { stuck } }: WatchContext,
  now: Instant,
  rollCall: boolean,
): Promise<void> {
  const failing = await marked(client);
  for (const course of failing) await stuck.found(course, 'tasks-failing', now);
  const [known, suspects] = [await stuck.list(), await stuck.suspects()];
  const doubtful = new Set([...suspects, ...known.map(({ courseId }) => courseId)]);
  if (rollCall) for (const course of await absent({ client, store: { stuck } }, now)) doubtful.add(course);
  const unclear = [...doubtful].filter((course) => !failing.has(course));
  await inParallel(unclear, async (course) => {
    const { verdict } = await lookAt(client, course);
    if (verdict === 'responds' || verdict === 'over') await stuck.responds(course, now);
    else await stuck.found(course, verdict, now);
  });
  for (const course of suspects) await stuck.unsuspect(course);
}

/** Courses that should run and are not listed as running. The list may be seconds old, so each is checked again. */
async function absent({ client, store: { stuck } }: WatchContext, now: Instant): Promise<string[]> {
  const running = await listed(client, RUNNING);
  return (await stuck.expected(now)).filter((course) => !running.has(course));
}
