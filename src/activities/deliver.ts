/** Sends one message of a course. Retries, attempts and the last error are Temporal's and seen there. */
import { ApplicationFailure } from '@temporalio/activity';
import { toMs, type Instant } from '../course/instant';
import { deliverOnce, type Delivery, type DeliveryDependencies } from '../messages/delivery';
import { messageIdOf } from '../store/projectMessages';
import { acceptedBefore, currentAttempt } from './attempt';
import type { Activities } from './contract';

export interface DeliverDependencies extends DeliveryDependencies {
  /** The clock of `sentAt`, of staleness and of quiet hours: `presentTime`, or `attemptTime` in virtual time. */
  now: () => Instant;
}

/** The type of the failure Temporal retries: the mail server is out of reach or asks to come back. */
export const MAIL_UNAVAILABLE = 'mail-unavailable';

/** The type of the failure Temporal retries in the client's morning. */
export const QUIET_HOURS = 'quiet-hours';

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
    return decided(delivery, attempt.at);
  };
}

type Decided = Exclude<Delivery, { outcome: 'unavailable' | 'quietHours' }>;

/** What became of it; what has to be tried later is thrown, so that Temporal does. */
export function decided(delivery: Delivery, at: Instant): Decided {
  if (delivery.outcome === 'unavailable') throw mailUnavailable(delivery.detail);
  if (delivery.outcome === 'quietHours') throw quietHours(at, delivery.until);
  return delivery;
}

function mailUnavailable(code: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: MAIL_UNAVAILABLE,
    message: `The mail server has not taken the message (${code}). It will be tried again.`,
    details: [code],
  });
}

function quietHours(at: Instant, until: Instant): ApplicationFailure {
  return ApplicationFailure.create({
    type: QUIET_HOURS,
    message: `It is night where the client is. The message leaves at ${until}.`,
    nextRetryDelay: toMs(until) - toMs(at),
  });
}
