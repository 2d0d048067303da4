/** Sends the referral to the prescriber partner: a mail with only a reference and a link. */
import { ApplicationFailure } from '@temporalio/activity';
import type { MessageToSend } from '../course/events';
import { plusHours, type Instant } from '../time/instant';
import { deliverOnce } from '../messages/delivery';
import type { Store } from '../store';
import { messageIdOf, projectDue } from '../store/projectMessages';
import { acceptedBefore, attempted } from './attempt';
import type { Activities } from './contract';
import { decided, type DeliverDependencies } from './deliver';

export interface ReferDependencies extends DeliverDependencies {
  store: DeliverDependencies['store'] & Pick<Store, 'db' | 'courses' | 'messages'>;
}

/** The type of the failure that is not retried because a person must act. Its details contain the code. */
export const REFERRAL_FAILED = 'referral-failed';

/** A referral is worth sending while someone waits for its answer. Attempts end after 30 days. */
const STALE_HOURS = 30 * 24;

/**
 * Idempotent by course and requestedAt, and sent at least once: the partner recognizes a referral by its reference, so a
 * second copy does no harm, but a lost one would. Throws `mail-unavailable` (retryable) while the mail server is
 * unreachable and `referral-failed` (not retryable) if it cannot be sent.
 */
export function referActivity(dependencies: ReferDependencies): Activities['refer'] {
  return ({ course, requestedAt }) =>
    attempted(dependencies, async (attempt) => {
      const message = referralMessage(requestedAt);
      const id = await recorded(dependencies.store, course, message, requestedAt);
      const accepted = acceptedBefore();
      if (accepted) {
        await dependencies.store.messages.markSent(id, { ...accepted, at: attempt.at });
        return;
      }
      const decision = decided(await deliverOnce(dependencies, course, message, attempt), attempt.at);
      if (decision.outcome === 'sent' || decision.outcome === 'alreadySent') return;
      throw referralFailed('detail' in decision ? decision.detail : decision.outcome);
    });
}

const referralFailed = (code: string) =>
  ApplicationFailure.create({
    type: REFERRAL_FAILED,
    message: `The referral could not be sent (${code}). Check the partner’s address, then refer again.`,
    details: [code],
    nonRetryable: true,
  });

function referralMessage(requestedAt: Instant): MessageToSend {
  return {
    key: `referral:${requestedAt}`,
    template: 'referral',
    to: 'partner',
    // Sent again if in doubt, like a safety message.
    safety: true,
    staleAt: plusHours(requestedAt, STALE_HOURS),
    facts: {},
  };
}

/**
 * The id of the message's row, which is created if missing because no event of the course makes it due. A referral that
 * failed is due again when it is requested again, for example after the address was corrected.
 */
async function recorded(
  { messages, courses, db }: ReferDependencies['store'],
  course: string,
  message: MessageToSend,
  at: Instant,
): Promise<string> {
  const known = await messages.find(course, message.key);
  if (!known || known.state === 'failed') {
    const seq = (await courses.find(course))?.sequence ?? 0;
    await projectDue(db, course, { type: 'messageDue', at, seq, message });
  }
  return messageIdOf(course, message.key);
}
