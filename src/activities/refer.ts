/** Hands the referral to the prescriber partner: a mail with a reference and a link, nothing more. */
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

/** The type of the failure that is not retried: the referral needs a person. Its details hold the code. */
export const REFERRAL_FAILED = 'referral-failed';

/** A referral is worth sending for as long as someone waits for its answer; 30 days end the attempts. */
const STALE_HOURS = 30 * 24;

/**
 * Idempotent by course and requestedAt, and at least once: the partner knows a referral by its reference,
 * so that a second copy does no harm and a lost one would. Throws `mail-unavailable` (retryable) while
 * the mail server is out of reach and `referral-failed` (not retryable) when it cannot be sent.
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
    message: `The referral could not be sent (${code}). Check the partner's address, then refer again.`,
    details: [code],
    nonRetryable: true,
  });

function referralMessage(requestedAt: Instant): MessageToSend {
  return {
    key: `referral:${requestedAt}`,
    template: 'referral',
    to: 'partner',
    // Sent again when in doubt, like a safety message.
    safety: true,
    staleAt: plusHours(requestedAt, STALE_HOURS),
    facts: {},
  };
}

/**
 * The id of the message's row, which is made when there is none: no event of the course makes it due.
 * A referral that failed is due again once the course has moved on (the address was mended).
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
