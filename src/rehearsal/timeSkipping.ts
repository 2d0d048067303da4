/** Fast-forwards one course on a real server (1.32 or later, enabled only for rehearsals and tests). */
import { randomUUID } from 'node:crypto';
import { isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { fromMs, toMs, type Instant } from '../time/instant';

type Config = temporal.api.common.v1.ITimeSkippingConfig;
const { FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED: COMPLETED } =
  temporal.api.enums.v1.FastForwardPollingResult;

/** gRPC status codes. */
const NOT_FOUND = 5;
const DEADLINE_EXCEEDED = 4;
const UNIMPLEMENTED = 12;

/** With the default of 200 skips, a fast-forward would stop without an error. */
const MOST_SKIPS = 1_000_000;
/**
 * Aim this far past the instant: longer than the work that it sets off takes. If that work ends after the target, the
 * server skips to the next timer instead, perhaps weeks ahead (1.32: `GateByFastForward` drops a target that has
 * passed). Less than a minute, so that the local time of the instant still reads the same.
 */
const PAST_MS = 30_000;

/** The server is too old for time skipping, or has it disabled. */
export class TimeSkippingUnavailableError extends Error {
  readonly code = 'time-skipping-unavailable';
}

async function call<T>(rpc: () => Promise<T>): Promise<T> {
  try {
    return await rpc();
  } catch (error) {
    if (isGrpcServiceError(error) && (error.code as number) === UNIMPLEMENTED) {
      throw new TimeSkippingUnavailableError(`This server cannot skip time: ${error.details}`, {
        cause: error,
      });
    }
    throw error;
  }
}

const target = (handle: WorkflowHandle) => ({
  namespace: handle.client.options.namespace,
  workflowExecution: { workflowId: handle.workflowId },
});

/** The course's virtual time; the real time if it has never skipped. */
export async function virtualNow(handle: WorkflowHandle): Promise<Instant> {
  const { raw } = await handle.describe();
  return fromMs(optionalTsToMs(raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? Date.now());
}

async function configure(handle: WorkflowHandle, timeSkippingConfig: Config): Promise<void> {
  await call(() =>
    handle.client.workflowService.updateWorkflowExecutionOptions({
      ...target(handle),
      updateMask: { paths: ['time_skipping_config'] },
      workflowExecutionOptions: { timeSkippingConfig },
    }),
  );
}

/**
 * Fast-forwards one course to just past `at`; does nothing for a past instant. One call at a time per course.
 * @throws Error when it is not reached within `timeoutMs` of real time
 */
export async function advanceTo(
  handle: WorkflowHandle,
  at: Instant,
  timeoutMs = 60_000,
): Promise<'reached' | 'closed'> {
  const ms = toMs(at) + PAST_MS - toMs(await virtualNow(handle));
  if (ms <= 0) return 'reached';
  const id = randomUUID();
  const deadline = Date.now() + timeoutMs;
  try {
    await configure(handle, {
      enabled: true,
      maxSessionSkipCount: MOST_SKIPS,
      fastForwardConfig: { id, duration: msToTs(ms) },
    });
  } catch (error) {
    if (
      isGrpcServiceError(error) &&
      (error.code as number) === NOT_FOUND &&
      error.details.includes('already completed')
    ) {
      return 'closed';
    }
    throw error;
  }
  return reached(handle, id, deadline, timeoutMs);
}

async function reached(
  handle: WorkflowHandle,
  id: string,
  deadline: number,
  timeoutMs: number,
): Promise<'reached' | 'closed'> {
  for (;;) {
    const polled = await poll(handle, id, deadline);
    if (polled?.fastForwardPollingResult === COMPLETED) return 'reached';
    if (polled?.failedReason.includes('execution ended')) return 'closed';
    if (polled?.failedReason) throw new Error(`the fast-forward failed: ${polled.failedReason}`);
    if (Date.now() >= deadline) {
      await configure(handle, { enabled: false }).catch(() => undefined);
      throw new Error(
        `the fast-forward did not finish in ${timeoutMs} ms: is work in progress, or is no worker running?`,
      );
    }
  }
}

async function poll(handle: WorkflowHandle, id: string, deadline: number) {
  try {
    return await handle.client.connection.withDeadline(deadline, () =>
      call(() =>
        handle.client.workflowService.pollWorkflowExecutionTimeSkipping({
          ...target(handle),
          fastForwardId: id,
        }),
      ),
    );
  } catch (error) {
    if (isGrpcServiceError(error) && (error.code as number) === DEADLINE_EXCEEDED) return undefined;
    throw error;
  }
}
