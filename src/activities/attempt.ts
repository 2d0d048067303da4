/** The running attempt of an activity. */
import { Context } from '@temporalio/activity';
import { fromMs, latest, type Instant } from '../time/instant';
import type { Accepted, Attempt } from '../messages/delivery';

/** Often enough for the heartbeat timeout of `workflows/background`. */
const HEARTBEAT_MS = 3_000;

/**
 * Does the work of the current attempt. Heartbeats tell the server that the worker is alive, and tell the worker when
 * the mail is no longer wanted. If recording a sent mail fails, the last heartbeat says that it was sent.
 */
export async function attempted<T>(
  { now, stopped }: { now: () => Instant; stopped?: AbortSignal },
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  const { workflowExecution, activityId, attempt } = context.info;
  let details: unknown = context.info.heartbeatDetails;
  const beat = (): void => {
    context.heartbeat(details);
  };
  const beating = setInterval(beat, HEARTBEAT_MS);
  try {
    return await work({
      token: [workflowExecution?.runId, activityId, attempt].join(':'),
      at: now(),
      unwanted: context.cancellationSignal,
      ...(stopped && { stopped }),
      onUnrecorded: (accepted) => {
        details = accepted;
        beat();
      },
    });
  } finally {
    clearInterval(beating);
  }
}

/**
 * When the server scheduled this attempt. This is the clock of rehearsals and tests: with time skipping, the server's
 * time is virtual and may be months ahead of the machine's clock.
 */
export function attemptTime(): Instant {
  return fromMs(Context.current().info.currentAttemptScheduledTimestampMs);
}

/** The current time: an attempt may have waited hours for a worker, and clocks differ slightly. */
export function presentTime(): Instant {
  return latest(attemptTime(), fromMs(Date.now()));
}

/** The mail server's answer to an earlier attempt that could not record it because the database failed. */
export function acceptedBefore(): Accepted | undefined {
  const details: unknown = Context.current().info.heartbeatDetails;
  if (typeof details !== 'object' || details === null) return undefined;
  if (!('messageId' in details) || !('response' in details)) return undefined;
  const { messageId, response } = details;
  return typeof messageId === 'string' && typeof response === 'string' ? { messageId, response } : undefined;
}
