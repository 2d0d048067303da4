/**
 * Continues a course that does not respond in a new run, from its log. The log decides: the new run adopts
 * whatever the old run still stores, so the course is never in two states.
 */
import { setTimeout as pause } from 'node:timers/promises';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';
import { isOver } from '../course/decide/afterClose';
import { foldLog } from '../course/fold';
import { minutesBetween, type Instant } from '../time/instant';
import type { Course } from '../course/state';
import { SYSTEM } from '../course/step';
import type { Store } from '../store';
import { courseStream } from '../store';
import { lookAt, type Verdict } from '../watch/find';
import type { Carried } from '../workflows/carried';
import { statusQuery, workflowId, WORKFLOW_TYPE, type StartInput } from '../workflows/contract';
import type { Errand } from '../workflows/errands';
import { errandsLeft } from './errands';
import { RepairRefused } from './repairError';
import { readRun, type Run, type PendingSignal } from './pendingSignals';

export interface RepairContext {
  client: Client;
  store: Pick<Store, 'audit' | 'courses' | 'invoices' | 'messages' | 'steps' | 'stuck'>;
  taskQueue: string;
  /** The wall clock. */
  now: () => Instant;
  /** Who repairs the course, for the audit. */
  by: string;
  /** How long the new run may take to answer, in milliseconds. */
  patienceMs?: number;
}

/** What a repair does, or would do. */
export interface RepairPlan {
  course: string;
  why: Exclude<Verdict, 'responds' | 'over'>;
  /** The course continues from this step of the log. */
  revision: number;
  /** The run that will be terminated, or the last one. */
  run?: string;
  pending: PendingSignal[];
  errands: Errand[];
}

export interface Repaired extends RepairPlan {
  newRun: string;
  /** The new run answers. */
  responds: boolean;
}

/** Shows what a repair would do. Changes nothing. @throws RepairRefused, StoreError */
export async function planRepair(workshop: RepairContext, course: string): Promise<RepairPlan> {
  const { why } = await verdictOn(workshop, course);
  const { plan } = await prepared(workshop, course, why);
  return plan;
}

/**
 * Terminates the stuck run, if there is one, and starts a new one at the end of the log, in this order: nothing
 * can reach a terminated run, so its unprocessed signals are final. If this is interrupted in between, the course
 * has no workflow and can be repaired again. @throws RepairRefused, StoreError
 */
export async function repair(workshop: RepairContext, course: string): Promise<Repaired> {
  const { why, run } = await verdictOn(workshop, course);
  const { client, taskQueue } = workshop;
  if (why === 'tasks-failing') {
    // Exactly that run, because another repair may have started a new one.
    await client.workflow
      .getHandle(workflowId(course), run)
      .terminate('Repaired: the course continues from its log in a new run.')
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  }
  await sendingsEnded(workshop, course);
  const { plan, input } = await prepared(workshop, course, why);
  const newRun = await start(client, taskQueue, input);
  await record(workshop, plan, newRun);
  const responds = await respondsAgain(workshop, course, plan.revision);
  return { ...plan, newRun, responds };
}

async function verdictOn(
  { client, store }: RepairContext,
  course: string,
): Promise<{ why: RepairPlan['why']; run?: string }> {
  if (!(await store.courses.find(course))) throw new RepairRefused('course-unknown', course);
  const { verdict, run } = await lookAt(client, course);
  if (verdict === 'responds' || verdict === 'over') throw new RepairRefused(`course-${verdict}`, course);
  return { why: verdict, ...(run !== undefined && { run }) };
}

async function prepared(
  { client, store, now }: RepairContext,
  course: string,
  why: RepairPlan['why'],
): Promise<{ plan: RepairPlan; input: StartInput }> {
  const steps = await store.steps.ofCourse(course);
  const state = steps.length > 0 ? foldLog(steps) : undefined;
  if (state && isOver(state, now())) throw new RepairRefused('course-over', course);
  const run = await lastRun(client, course, state?.answers ?? {});
  const startInput = state ? inputOf(state) : run?.input;
  if (!startInput) throw new RepairRefused('course-not-begun', course);
  const pending = run?.pending ?? [];
  const errands = state ? errandsLeft(steps, state, await done(store, course)) : [];
  const carried: Carried = {
    version: 2,
    ...(state && { course: state }),
    ...{ inbox: pending.map(({ signal }) => signal), errands },
  };
  const plan = {
    ...{ course, why, revision: state?.revision ?? 0, pending, errands },
    ...(run && { run: run.runId }),
  };
  return { plan, input: { ...startInput, carried } };
}

const inputOf = ({ id, protocol, practice, client }: Course): StartInput => ({
  ...{ course: id, protocol, practice, client, by: SYSTEM },
});

/** The latest run of the workflow, running or ended; undefined when Temporal no longer has it. */
async function lastRun(client: Client, course: string, answers: Course['answers']): Promise<Run | undefined> {
  try {
    const { runId } = await client.workflow.getHandle(workflowId(course)).describe();
    return await readRun(client, course, runId, answers);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

async function done({ messages, invoices }: RepairContext['store'], course: string) {
  const rows = await messages.ofCourse(course);
  const issued = await invoices.ofCourse(course);
  return {
    sent: new Set(rows.filter(({ state }) => state === 'sent').map(({ key }) => key)),
    invoiced: new Set(issued.map(({ entry }) => entry)),
  };
}

/** No attempt to send a mail takes longer than this: see `background`. */
const SENDING_MINUTES = 3;
const LOOK_MS = 250;

/**
 * Waits for mails that are being sent at this moment: if the course continued now, nobody could tell whether they
 * arrived. A mail whose worker died stays in doubt once no attempt can still be running.
 */
async function sendingsEnded({ store, now }: RepairContext, course: string): Promise<void> {
  for (;;) {
    const rows = await store.messages.ofCourse(course);
    const goingOut = rows.flatMap(({ state, contentAt }) =>
      state === 'sending' && contentAt ? [contentAt] : [],
    );
    if (!goingOut.some((since) => Math.abs(minutesBetween(since, now())) < SENDING_MINUTES)) return;
    await pause(LOOK_MS);
  }
}

async function start(client: Client, taskQueue: string, input: StartInput): Promise<string> {
  try {
    const handle = await client.workflow.start(WORKFLOW_TYPE, {
      ...{ taskQueue, workflowId: workflowId(input.course), args: [input] },
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    return handle.firstExecutionRunId;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError)
      throw new RepairRefused('course-repaired-already', input.course);
    throw error;
  }
}

async function record({ store, now, by }: RepairContext, plan: RepairPlan, newRun: string): Promise<void> {
  const { course, why, run, revision, pending, errands } = plan;
  const sent = pending.map(({ signal, at, unreadable }) => ({
    ...(signal.kind === 'signal'
      ? { id: signal.signal.id, name: signal.signal.name }
      : { id: signal.id, name: signal.name }),
    ...{ at, unreadable: unreadable ?? null },
  }));
  await store.audit.append({
    ...{ stream: courseStream(course), at: now(), kind: 'course-repaired', course },
    by: { role: 'engineer', id: by },
    detail: { why, run: run ?? null, newRun, revision, pending: sent, errands: errands.length },
  });
}

const PATIENCE_MS = 20_000;

/** Asks the new run until it answers, then marks the course as responding. */
async function respondsAgain(
  { client, store, now, patienceMs = PATIENCE_MS }: RepairContext,
  course: string,
  revision: number,
): Promise<boolean> {
  const end = Date.now() + patienceMs;
  const handle = client.workflow.getHandle(workflowId(course));
  const answers = async (): Promise<boolean> => {
    // Before its first step, a course has no status.
    if (revision === 0) return (await handle.describe()).historyLength > STARTED_EVENTS;
    return (await handle.query(statusQuery)).revision >= revision;
  };
  do {
    if (await client.withDeadline(Date.now() + LONGEST_ASK_MS, answers).catch(() => false)) {
      await store.stuck.responds(course, now());
      return true;
    }
    await pause(LOOK_MS);
  } while (Date.now() < end);
  return false;
}

const LONGEST_ASK_MS = 5_000;
/** The history events before the first task completes: started, task scheduled, task started. */
const STARTED_EVENTS = 3;
