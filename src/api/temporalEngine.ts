/** The engine over a real Temporal server. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  isGrpcServiceError,
  QueryNotRegisteredError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Reason } from '../course/reasons';
import type { Signal } from '../signals/catalog';
import {
  forecastQuery,
  REFUSED,
  statusQuery,
  takeSignal,
  workflowId,
  WORKFLOW_TYPE,
} from '../workflows/contract';
import { EngineError, type CourseEngine, type EngineOutcome } from './engine';

export interface TemporalEngineOptions {
  taskQueue: string;
  /** Longest waits in milliseconds. */
  timeouts?: Partial<typeof TIMEOUTS>;
}

/** An Update waits for its commit and a forecast lives through half a year, so they get more than a status. */
const TIMEOUTS = { start: 5_000, signal: 10_000, status: 3_000, forecast: 15_000, ping: 1_500 };

/**
 * gRPC codes (https://grpc.github.io/grpc/core/md_doc_statuscodes.html) that mean "not now": cancelled, deadline
 * exceeded, resource exhausted, unavailable, and failed precondition (Temporal's "no poller seen").
 */
const LATER = new Set<number>([1, 4, 8, 14, 9]);

/** The validator's code between the start of a workflow and its first step: moments, then it can be asked again. */
const NOT_BEGUN = 'course-not-begun';
const BEGIN_POLL_MS = 100;

/** @see CourseEngine */
export function temporalEngine(client: Client, { taskQueue, timeouts }: TemporalEngineOptions): CourseEngine {
  const limit = { ...TIMEOUTS, ...timeouts };
  const within = <T>(ms: number, call: () => Promise<T>) => client.withDeadline(Date.now() + ms, call);
  const course = (id: string) => client.workflow.getHandle(workflowId(id));

  const ping = async () => {
    try {
      await within(limit.ping, () => client.connection.workflowService.getSystemInfo({}));
    } catch (error) {
      throw new EngineError('temporal-unavailable', { cause: error });
    }
  };

  /** Runs a call; when it fails for want of an answer, a ping tells a silent server from absent workers. */
  async function ask<T>(ms: number, call: () => Promise<T>): Promise<T> {
    try {
      return await within(ms, call);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError)
        throw new EngineError('course-not-running', { cause: error });
      // So the SDK calls every query that fails in the worker.
      if (error instanceof QueryNotRegisteredError) throw new EngineError('query-failed', { cause: error });
      if (!isSilence(error)) throw error;
      await ping();
      throw new EngineError('workers-unavailable', { cause: error });
    }
  }

  /** One Update; a refusal by its validator is a value. */
  async function reported(id: string, signal: Signal, ms: number): Promise<EngineOutcome> {
    const options = { args: [signal] as [Signal], updateId: signal.id };
    try {
      return await ask(ms, () => course(id).executeUpdate(takeSignal, options));
    } catch (error) {
      const refusal = readRefusal(error);
      if (refusal) return refusal;
      throw error;
    }
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
      for (;;) {
        const outcome = await reported(id, signal, end - Date.now());
        if (outcome.accepted || outcome.code !== NOT_BEGUN) return outcome;
        if (Date.now() + BEGIN_POLL_MS >= end) throw new EngineError(NOT_BEGUN);
        await pause(BEGIN_POLL_MS);
      }
    },

    status: (id) => ask(limit.status, () => course(id).query(statusQuery)),
    forecast: (id, what = {}) => ask(limit.forecast, () => course(id).query(forecastQuery, what)),
  };
}

/** Nobody answered in time, or nobody can: no worker polls, the server is away or overloaded. */
function isSilence(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const grpc = isGrpcServiceError(error) ? error : error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(grpc) && LATER.has(grpc.code);
}

/** The validator's refusal, if that is what the error is. */
function readRefusal(error: unknown): EngineOutcome | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) return undefined;
  const [code, reasons] = (cause.details ?? []) as [string?, Reason[]?];
  return {
    ...{ accepted: false, repeated: false, unrecorded: true },
    ...{ code: code ?? 'refused', reasons: reasons ?? [] },
  };
}
