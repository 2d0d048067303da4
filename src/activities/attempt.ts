/** What an activity knows of its running attempt. */
import { Context } from '@temporalio/activity';
import { fromMs, latest, type Instant } from '../time/instant';
import type { Accepted, Attempt } from '../messages/delivery';

/** Often enough for the heartbeat timeout of `workflows/background`. */
const HEARTBEAT_MS = 3_000;

/**
 * Does the work of this attempt of the running activity. Heartbeats tell the server that the worker lives, and
 * bring the news that the mail is no longer wanted; a last one says that the mail is out, should recording it fail.
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
 * When the server scheduled this attempt. The clock of rehearsals and tests: with time skipping the
 * server's time is virtual, while the machine's clock stands months behind it.
 */
export function attemptTime(): Instant {
  return fromMs(Context.current().info.currentAttemptScheduledTimestampMs);
}

/** When this attempt runs: an attempt may have waited hours for a worker, and clocks differ a little. */
export function presentTime(): Instant {
  return latest(attemptTime(), fromMs(Date.now()));
}

/** What an earlier attempt heard from the mail server, when the database failed it right after. */
export function acceptedBefore(): Accepted | undefined {
  const details: unknown = Context.current().info.heartbeatDetails;
  if (typeof details !== 'object' || details === null) return undefined;
  if (!('messageId' in details) || !('response' in details)) return undefined;
  const { messageId, response } = details;
  return typeof messageId === 'string' && typeof response === 'string' ? { messageId, response } : undefined;
}
