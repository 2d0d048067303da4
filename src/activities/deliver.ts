/** Sends one message of a course. Retries, attempts and the last error are Temporal's and seen there. */
import { ApplicationFailure, Context } from '@temporalio/activity';
import { fromMs } from '../course/instant';
import type { Instant } from '../course/instant';
import { deliverOnce, type Accepted, type Attempt, type DeliveryDependencies } from '../messages/delivery';
import { messageIdOf } from '../store/projectMessages';
import type { Activities } from './contract';

export interface DeliverDependencies extends DeliveryDependencies {
  /** The clock of `sentAt` and of staleness. By default the server's: see `attemptTime`. */
  now?: () => Instant;
}

/** The type of the failure Temporal retries: the mail server is out of reach or asks to come back. */
export const MAIL_UNAVAILABLE = 'mail-unavailable';

/**
 * Sends at most once, safety messages at least once. A mail server out of reach throws `mail-unavailable`
 * (retryable) with the code in its details; everything final is an outcome. Codes carry no address or name.
 *
 * The start-to-close timeout must be above SEND_TIMEOUT_MS of `messages/transport`: an attempt that
 * has timed out must be over before the next begins.
 */
export function deliverActivity(dependencies: DeliverDependencies): Activities['deliver'] {
  return async ({ course, message }) => {
    const attempt = currentAttempt(dependencies.now);
    const accepted = acceptedBefore();
    if (accepted) {
      const id = messageIdOf(course, message.key);
      await dependencies.store.messages.markSent(id, { ...accepted, at: attempt.at });
      return { outcome: 'sent' };
    }
    const delivery = await deliverOnce(dependencies, course, message, attempt);
    if (delivery.outcome === 'unavailable') throw mailUnavailable(delivery.detail);
    return delivery;
  };
}

/** This attempt of the running activity. Its heartbeat says that the mail is out, should recording it fail. */
export function currentAttempt(now: () => Instant = attemptTime): Attempt {
  const context = Context.current();
  const { workflowExecution, activityId, attempt } = context.info;
  return {
    token: [workflowExecution?.runId, activityId, attempt].join(':'),
    at: now(),
    onAccepted: (accepted) => {
      context.heartbeat(accepted);
    },
  };
}

/**
 * When the server scheduled this attempt. Not Date.now(): with time skipping (rehearsal, tests) the
 * server's time is virtual, while the machine's clock stands months behind it.
 */
export function attemptTime(): Instant {
  return fromMs(Context.current().info.currentAttemptScheduledTimestampMs);
}

/** What an earlier attempt heard from the mail server, when the database failed it right after. */
export function acceptedBefore(): Accepted | undefined {
  const details: unknown = Context.current().info.heartbeatDetails;
  if (typeof details !== 'object' || details === null) return undefined;
  if (!('messageId' in details) || !('response' in details)) return undefined;
  const { messageId, response } = details;
  return typeof messageId === 'string' && typeof response === 'string' ? { messageId, response } : undefined;
}

export function mailUnavailable(code: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: MAIL_UNAVAILABLE,
    message: `The mail server has not taken the message (${code}). It will be tried again.`,
    details: [code],
  });
}
