/** The engine over a real Temporal server. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  isGrpcServiceError,
  QueryNotRegisteredError,
  QueryRejectedError,
  WorkflowClient,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Reason } from '../vocabulary/reasons';
import type { Signal } from '../catalog/signals';
import {
  BUSY,
  forecastQuery,
  NOT_BEGUN,
  REFUSED,
  statusQuery,
  takeSignal,
  UNREADABLE,
  workflowId,
  WORKFLOW_TYPE,
} from '../workflows/contract';
import { PayloadError } from '../security/errors';
import { EngineError, type CourseEngine, type EngineOutcome } from './engine';
import { ForecastTurns } from './forecastTurns';
import { Queues, type Bounds } from './queues';

export interface TemporalEngineOptions {
  taskQueue: string;
  /** Longest waits in milliseconds. */
  timeouts?: Partial<typeof TIMEOUTS>;
}

/** An Update waits for its commit and a forecast simulates half a year, so they get more time than a status. */
const TIMEOUTS = { start: 5_000, signal: 14_000, status: 3_000, turn: 10_000, forecast: 15_000, ping: 1_500 };

/** One report of a course at a time: it refuses a second one until the first is answered. */
const OF_A_COURSE: Bounds = { atOnce: 1, mostWaiting: 250 };

/**
 * gRPC codes (https://grpc.github.io/grpc/core/md_doc_statuscodes.html) that mean "not now": canceled, deadline
 * exceeded, resource exhausted, unavailable, and failed precondition (Temporal's "no poller seen").
 */
const LATER = new Set<number>([1, 4, 8, 14, 9]);

/** The validator's codes after which the course can be asked again a moment later. */
const NOT_NOW = [NOT_BEGUN, BUSY] as const;

/** gRPC: resource exhausted. Too many Updates of this course, or too many calls in all. */
const EXHAUSTED = 8;
/**
 * Answers of the Temporal server in place of a worker: the worker's task ended without processing the Update, or the
 * run that accepted it continued as a new one. It is sent again; the course knows by the signal's id if it has it.
 */
const UNANSWERED = new Set(['UnprocessedUpdate', 'AcceptedUpdateCompletedWorkflow']);

/**
 * Waits before an Update is sent again, in milliseconds. A busy course is asked again soon: another process may have a whole
 * queue of reports, and hands over at once from one to the next.
 */
const AGAIN_MS = { first: 50, most: 800, busy: 60 };

/** @see CourseEngine */
export function temporalEngine(client: Client, { taskQueue, timeouts }: TemporalEngineOptions): CourseEngine {
  const limit = { ...TIMEOUTS, ...timeouts };
  const queue = new Queues(OF_A_COURSE);
  const turns = new ForecastTurns();
  const within = <T>(ms: number, call: () => Promise<T>) => client.withDeadline(Date.now() + ms, call);
  // Without this, the server replays a terminated run, and the course would seem to be running.
  const workflows = new WorkflowClient({
    ...client.workflow.options,
    connection: client.connection,
    queryRejectCondition: 'NOT_COMPLETED_CLEANLY',
  });
  const course = (id: string) => workflows.getHandle(workflowId(id));

  const ping = async () => {
    try {
      await within(limit.ping, () => client.connection.workflowService.getSystemInfo({}));
    } catch (error) {
      throw new EngineError('temporal-unavailable', { cause: error });
    }
  };

  /** Runs a call. If there is no answer, a ping shows whether the server or the workers are missing. */
  async function ask<T>(ms: number, call: () => Promise<T>): Promise<T> {
    try {
      return await within(ms, call);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError || error instanceof QueryRejectedError)
        throw new EngineError('course-not-running', { cause: error });
      // The SDK uses this error for every query that fails in the worker.
      if (error instanceof QueryNotRegisteredError) throw new EngineError('query-failed', { cause: error });
      if (isSealed(error)) throw new EngineError('payload-keys-differ', { cause: error });
      if (codeOf(error) === EXHAUSTED) throw new EngineError(BUSY, { cause: error });
      if (!isSilence(error)) throw error;
      await ping();
      throw new EngineError('workers-unavailable', { cause: error });
    }
  }

  /** One Update. A refusal by its validator is a value. Undefined: no worker answered it, so it can be sent again. */
  async function reported(
    id: string,
    signal: Signal,
    { ms, updateId }: { ms: number; updateId: string },
  ): Promise<EngineOutcome | undefined> {
    const options = { args: [signal] as [Signal], updateId };
    try {
      return await ask(ms, () => course(id).executeUpdate(takeSignal, options));
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.type === REFUSED) return refusalIn(failure);
      if (failure && UNANSWERED.has(failure.type ?? '')) return undefined;
      throw error;
    }
  }

  /** Sends it until the course answers or the time is up. */
  async function insist(id: string, signal: Signal, end: number): Promise<EngineOutcome> {
    let resent = false;
    let updateId = signal.id;
    let last: EngineError = new EngineError(BUSY);
    let soon: boolean;
    for (let wait = AGAIN_MS.first; ; wait = Math.min(2 * wait, AGAIN_MS.most)) {
      try {
        const outcome = await reported(id, signal, { ms: end - Date.now(), updateId });
        if (isRemembered(outcome) && updateId === signal.id) {
          updateId = `${signal.id}~${randomUUID()}`;
          continue;
        }
        const notNow = outcome && !outcome.accepted && NOT_NOW.find((code) => code === outcome.code);
        if (outcome && !notNow) return resent ? { ...outcome, resent } : outcome;
        if (notNow) last = new EngineError(notNow);
        else resent = true;
        soon = notNow === BUSY;
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== BUSY) throw error;
        last = error;
        soon = false;
      }
      // Not in step with the other process.
      const pauseMs = soon ? AGAIN_MS.busy * (0.5 + Math.random()) : wait;
      if (Date.now() + pauseMs >= end) throw last;
      await pause(pauseMs);
    }
  }

  async function enter(id: string, ms: number): Promise<void> {
    const turn = await queue.enter(id, ms);
    if (turn === 'now') return;
    if (turn !== 'stalled') throw new EngineError(BUSY);
    await ping();
    throw new EngineError('workers-unavailable');
  }

  return {
    ping,

    async start(input) {
      const options = {
        taskQueue,
        workflowId: workflowId(input.course),
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        args: [input],
      };
      try {
        await ask(limit.start, () => client.workflow.start(WORKFLOW_TYPE, options));
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },

    async signal(id, signal) {
      const end = Date.now() + limit.signal;
      await enter(id, limit.signal);
      let answered = false;
      try {
        const outcome = await insist(id, signal, end);
        answered = true;
        return outcome;
      } finally {
        queue.leave(id, answered);
      }
    },

    status: (id) => ask(limit.status, () => course(id).query(statusQuery)),
    forecast: (id, asker, what = {}) =>
      turns.take(asker, limit.turn, () => ask(limit.forecast, () => course(id).query(forecastQuery, what))),
  };
}

/**
 * Whether the course refused it in a step. The server keeps that outcome for the Update's id, so it may be of an
 * earlier attempt, and the course may decide otherwise by now: it is asked again under another id.
 */
const isRemembered = (outcome: EngineOutcome | undefined): boolean =>
  outcome?.accepted === false && !outcome.unrecorded;

/** No answer in time: no worker polls, or the server is down or overloaded. */
function isSilence(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return LATER.has(codeOf(error) ?? 0);
}

/** The gRPC status code, if it is an error of gRPC or caused by one. */
function codeOf(error: unknown): number | undefined {
  const grpc = isGrpcServiceError(error) ? error : error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(grpc) ? grpc.code : undefined;
}

/** Whether the answer is encrypted with a key this process does not have. */
function isSealed(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof PayloadError) return true;
  return false;
}

/** The failure of an Update, from the worker or the server. */
function failureOf(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

/** The validator's refusal. @throws EngineError if it could not read the signal */
function refusalIn({ details }: ApplicationFailure): EngineOutcome {
  const [code, reasons] = (details ?? []) as [string?, Reason[]?];
  if (code === UNREADABLE) throw new EngineError('payload-keys-differ');
  return {
    ...{ accepted: false, repeated: false, unrecorded: true },
    ...{ code: code ?? 'refused', reasons: reasons ?? [] },
  };
}
