/** Sends one message of a course. Retries, attempts and the last error are Temporal's and seen there. */
import { ApplicationFailure, Context } from '@temporalio/activity';
import { toMs, type Instant } from '../time/instant';
import { deliverOnce, type Delivery, type DeliveryDependencies } from '../messages/delivery';
import { messageIdOf } from '../store/projectMessages';
import { acceptedBefore, attempted } from './attempt';
import type { Activities } from './contract';

export interface DeliverDependencies extends DeliveryDependencies {
  /** The clock of `sentAt`, of staleness and of quiet hours: `presentTime`, or `attemptTime` in virtual time. */
  now: () => Instant;
  /** The worker's time is up: every conversation ends. */
  stopped?: AbortSignal;
}

/** The type of the failure Temporal retries: the mail server is out of reach or asks to come back. */
export const MAIL_UNAVAILABLE = 'mail-unavailable';

/** The type of the failure Temporal retries at once: the attempt was ended before anything had gone out. */
export const MAIL_WITHDRAWN = 'mail-withdrawn';

/** The type of the failure Temporal retries in the client's morning. */
export const QUIET_HOURS = 'quiet-hours';

/**
 * Sends at most once, safety messages at least once. A mail server out of reach throws `mail-unavailable`
 * (retryable) with the code in its details; everything final is an outcome. Codes carry no address or name.
 *
 * The start-to-close timeout must be above SEND_TIMEOUT_MS of `messages/transport`, and no more of these may
 * run at once than the transport has connections: an attempt is a conversation, not a place in a queue.
 */
export function deliverActivity(dependencies: DeliverDependencies): Activities['deliver'] {
  return ({ course, message }) =>
    attempted(dependencies, async (attempt) => {
      const accepted = acceptedBefore();
      if (accepted) {
        const id = messageIdOf(course, message.key);
        await dependencies.store.messages.markSent(id, { ...accepted, at: attempt.at });
        return { outcome: 'sent' };
      }
      return decided(await deliverOnce(dependencies, course, message, attempt), attempt.at);
    });
}

type Decided = Exclude<Delivery, { outcome: 'unavailable' | 'withdrawn' | 'quietHours' }>;

/** What became of it; what has to be tried later is thrown, so that Temporal does. */
export function decided(delivery: Delivery, at: Instant): Decided {
  switch (delivery.outcome) {
    case 'unavailable':
      throw mailUnavailable(delivery.detail, waitMs(delivery.since, at));
    case 'withdrawn':
      throw withdrawn();
    case 'quietHours':
      throw quietHours(at, delivery.until);
    default:
      return delivery;
  }
}

const SECOND_MS = 1_000;
const HOURS_MS = 2 * 3_600_000;

/**
 * How long after a failed attempt the next one is made: a quarter of the time the mail server has been out, so
 * that mail goes out soon after it is back, however many attempts there were; rarer once it has been hours.
 */
export function waitMs(since: Instant, at: Instant): number {
  const outMs = toMs(at) - toMs(since);
  const longest = outMs < HOURS_MS ? 120 * SECOND_MS : 300 * SECOND_MS;
  return Math.min(longest, Math.max(5 * SECOND_MS, outMs / 4));
}

function mailUnavailable(code: string, nextRetryDelay: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: MAIL_UNAVAILABLE,
    message: `The mail server has not taken the message (${code}). It will be tried again.`,
    details: [code],
    nextRetryDelay,
  });
}

/** The course no longer wants it, or the worker stops, or another attempt has it. */
function withdrawn(): Error {
  const { cancellationSignal, cancellationDetails } = Context.current();
  if (cancellationDetails?.cancelRequested) return cancellationSignal.reason as Error;
  return ApplicationFailure.create({
    type: MAIL_WITHDRAWN,
    message: 'The attempt ended before the message went out. It will be tried again.',
    nextRetryDelay: SECOND_MS,
  });
}

function quietHours(at: Instant, until: Instant): ApplicationFailure {
  return ApplicationFailure.create({
    type: QUIET_HOURS,
    message: `It is night where the client is. The message leaves at ${until}.`,
    nextRetryDelay: toMs(until) - toMs(at),
  });
}
