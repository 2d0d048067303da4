/** Which courses do not respond: asked of Temporal in few calls, however many courses there are. */
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import type { Instant } from '../time/instant';
import type { Store, StuckWhy } from '../store';
import { courseOf, workflowId, WORKFLOW_TYPE } from '../workflows/contract';
import { sideBySide } from './sideBySide';

export interface Sight {
  client: Client;
  store: Pick<Store, 'stuck'>;
}

/** Set by the server (1.30 and later) on workflows whose tasks have failed several times in a row. */
const PROBLEMS = 'TemporalReportedProblems';
const RUNNING = `WorkflowType = '${WORKFLOW_TYPE}' AND ExecutionStatus = 'Running'`;
const PAGE = 1_000;

/** Tasks fail now and then while workers come and go; this often in a row they do not by chance. */
const ATTEMPTS = 3;

const INVALID_ARGUMENT = 3;

/** What one look at a course tells. `over`: it has run to its end. */
export type Verdict = StuckWhy | 'responds' | 'over';

/** A look at one course, and at which of its runs. A workflow ended by anybody else than itself is missing. */
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

/** Courses whose workflow tasks fail again and again, as the server marks them; none where it does not. */
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
 * One round. Keeps what it finds, and forgets what responds again. A roll call also asks for courses that
 * nothing runs any more: it lists every running course. @throws what Temporal or the store throws
 */
export async function look(
  { client, store: { stuck } }: Sight,
  now: Instant,
  rollCall: boolean,
): Promise<void> {
  const failing = await marked(client);
  for (const course of failing) await stuck.found(course, 'tasks-failing', now);
  const [known, suspects] = [await stuck.list(), await stuck.suspects()];
  const doubtful = new Set([...suspects, ...known.map(({ courseId }) => courseId)]);
  if (rollCall) for (const course of await absent({ client, store: { stuck } }, now)) doubtful.add(course);
  const unclear = [...doubtful].filter((course) => !failing.has(course));
  await sideBySide(unclear, async (course) => {
    const { verdict } = await lookAt(client, course);
    if (verdict === 'responds' || verdict === 'over') await stuck.responds(course, now);
    else await stuck.found(course, verdict, now);
  });
  for (const course of suspects) await stuck.unsuspect(course);
}

/** Courses that should run and are not listed as running. The list may be some seconds old: each is looked at. */
async function absent({ client, store: { stuck } }: Sight, now: Instant): Promise<string[]> {
  const running = await listed(client, RUNNING);
  return (await stuck.expected(now)).filter((course) => !running.has(course));
}
