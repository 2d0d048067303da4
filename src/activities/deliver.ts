/** Sends one message of a course. Temporal retries it and shows the attempts and the last error. */
import { ApplicationFailure, Context } from '@temporalio/activity';
import { toMs, type Instant } from '../time/instant';
import { deliverOnce, type Delivery, type DeliveryDependencies } from '../messages/delivery';
import { messageIdOf } from '../store/projectMessages';
import { acceptedBefore, attempted } from './attempt';
import type { Activities } from './contract';

export interface DeliverDependencies extends DeliveryDependencies {
  /** The clock of `sentAt`, of staleness and of quiet hours: `presentTime`, or `attemptTime` in virtual time. */
  now: () => Instant;
  /** Aborted when the worker's time is up: every SMTP conversation ends. */
  stopped?: AbortSignal;
}

/** The type of the failure that Temporal retries: the mail server is unreachable or asks to try later. */
export const MAIL_UNAVAILABLE = 'mail-unavailable';

/** The type of the failure that Temporal retries at once: the attempt ended before anything was sent. */
export const MAIL_WITHDRAWN = 'mail-withdrawn';

/** The type of the failure that Temporal retries in the client's morning. */
export const QUIET_HOURS = 'quiet-hours';

/**
 * Sends at most once, but safety messages at least once. While the mail server is unreachable, throws
 * `mail-unavailable` (retryable) with the code in its details. All final results are outcomes. Codes contain no
 * address or name.
 *
 * The start-to-close timeout must be above SEND_TIMEOUT_MS of `messages/transport`. At most as many may run at once as
 * the transport has connections, so that each attempt is a conversation and not a place in a queue.
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

/** Returns a final outcome. Throws if the delivery must be retried later, so that Temporal retries it. */
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
 * How long to wait after a failed attempt: a quarter of the time that the mail server has been down, so that mail is sent
 * soon after it is back, regardless of the number of attempts. Attempts are rarer after some hours.
 */
export function waitMs(since: Instant, at: Instant): number {
  const outMs = toMs(at) - toMs(since);
  const longest = outMs < HOURS_MS ? 120 * SECOND_MS : 300 * SECOND_MS;
  return Math.min(longest, Math.max(5 * SECOND_MS, outMs / 4));
}

function mailUnavailable(code: string, nextRetryDelay: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: MAIL_UNAVAILABLE,
    message: `The mail server did not accept the message (${code}). It will be retried.`,
    details: [code],
    nextRetryDelay,
  });
}

/** The course no longer needs the message, the worker is stopping, or another attempt has claimed it. */
function withdrawn(): Error {
  const { cancellationSignal, cancellationDetails } = Context.current();
  if (cancellationDetails?.cancelRequested) return cancellationSignal.reason as Error;
  return ApplicationFailure.create({
    type: MAIL_WITHDRAWN,
    message: 'The attempt ended before the message was sent. It will be retried.',
    nextRetryDelay: SECOND_MS,
  });
}

function quietHours(at: Instant, until: Instant): ApplicationFailure {
  return ApplicationFailure.create({
    type: QUIET_HOURS,
    message: `It is night for the client. The message will be sent at ${until}.`,
    nextRetryDelay: toMs(until) - toMs(at),
  });
}
