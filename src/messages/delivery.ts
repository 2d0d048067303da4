/**
 * One attempt to send one message: look up, compose, claim, send, record. Everything that can fail
 * without a trace comes before the claim, so that a claim in doubt means a mail may be out. architecture.md
 */
import type { MessageToSend } from '../course/events';
import type { Instant } from '../course/instant';
import { mayLeave } from '../course/quietHours';
import type { Store } from '../store';
import { partiesOf, type Directory, type PartyProblem } from './addressee';
import { compose, type ComposeProblem, type Mail } from './compose';
import type { Links } from './links';
import type { FailureCode } from './smtpFailure';
import type { MailTransport } from './transport';

export type MessageClaims = Pick<
  Store['messages'],
  'claim' | 'claimAgain' | 'markSent' | 'markFailed' | 'markUnknown' | 'markDropped' | 'release'
>;

export interface DeliveryDependencies {
  store: Directory & { messages: MessageClaims };
  transport: MailTransport;
  links: Links;
}

export interface Attempt {
  /** This attempt's own, the same however often it asks. */
  token: string;
  /** Business time: what the record says, and what `staleAt` is held against. */
  at: Instant;
  /** Told when the mail server has taken the mail and that could not be recorded. */
  onUnrecorded?: (accepted: Accepted) => void;
}

/** What a mail server said when it took a mail. */
export interface Accepted {
  messageId: string;
  response: string;
}

export type DeliveryCode =
  | FailureCode
  | ComposeProblem
  | PartyProblem
  | 'stale'
  | 'dropped'
  | 'in-doubt'
  | 'refused-before'
  | 'not-recorded';

export type Delivery =
  | { outcome: 'sent' | 'alreadySent' }
  /** `failed`: certainly not sent, and not to be tried again. `unknown`: staff decide. */
  | { outcome: 'failed' | 'unknown'; detail: DeliveryCode }
  /** Try again later. */
  | { outcome: 'unavailable'; detail: DeliveryCode }
  /** It is night for the client: try again then. */
  | { outcome: 'quietHours'; until: Instant };

/** A safety message whose fate stays open is sent this often before staff are asked. */
const SAFETY_SENDS = 5;

/** Makes one attempt. A second one for the same message sends nothing, safety messages in doubt apart. @throws StoreError */
export async function deliverOnce(
  dependencies: DeliveryDependencies,
  course: string,
  message: MessageToSend,
  attempt: Attempt,
): Promise<Delivery> {
  const { messages } = dependencies.store;
  const ready = await prepare(dependencies, course, message, attempt.at);
  const leaves = 'mail' in ready && ready.zone ? mayLeave(ready.zone, message, attempt.at) : attempt.at;
  if (attempt.at < leaves && leaves <= message.staleAt) return { outcome: 'quietHours', until: leaves };
  const claim = await claimFor(messages, course, message, attempt.token);
  if (!('message' in claim)) return claim;

  const { id, attempts } = claim.message;
  if (leaves > message.staleAt) {
    await messages.markDropped(id, 'stale');
    return { outcome: 'failed', detail: 'stale' };
  }
  if ('problem' in ready) {
    await messages.markFailed(id, ready.problem);
    return { outcome: 'failed', detail: ready.problem };
  }

  const result = await dependencies.transport.send(ready.mail);
  switch (result.outcome) {
    case 'accepted': {
      const accepted = { messageId: ready.mail.messageId, response: result.answer };
      try {
        await messages.markSent(id, { ...accepted, at: attempt.at });
      } catch (error) {
        attempt.onUnrecorded?.(accepted);
        throw error;
      }
      return { outcome: 'sent' };
    }
    case 'temporary':
      await messages.release(id, result.code);
      return { outcome: 'unavailable', detail: result.code };
    case 'permanent':
      await messages.markFailed(id, result.code);
      return { outcome: 'failed', detail: result.code };
    case 'unknown':
      // The row stays in doubt, and the next attempt sends a safety message again.
      if (message.safety && attempts < SAFETY_SENDS) return { outcome: 'unavailable', detail: result.code };
      await messages.markUnknown(id, result.code);
      return { outcome: 'unknown', detail: result.code };
  }
}

async function prepare(
  { store, links }: DeliveryDependencies,
  course: string,
  message: MessageToSend,
  at: Instant,
): Promise<{ mail: Mail; zone?: string } | { problem: ComposeProblem | PartyProblem }> {
  const parties = await partiesOf(store, course, message.to);
  if ('problem' in parties) return parties;
  const { zone } = parties.addressee;
  return { ...compose({ course, message, ...parties, links, at }), ...(zone !== undefined && { zone }) };
}

interface Held {
  message: { id: string; attempts: number };
}

async function claimFor(
  messages: MessageClaims,
  course: string,
  message: MessageToSend,
  token: string,
): Promise<Held | Delivery> {
  const claim = await messages.claim(course, message.key, token);
  const open = claim.state === 'inDoubt' || claim.state === 'unknown';
  if (open && message.safety) {
    const again = await messages.claimAgain(course, message.key, token);
    if (again.state === 'claimed') return again;
    return again.state === 'sent' ? { outcome: 'alreadySent' } : { outcome: 'unknown', detail: 'in-doubt' };
  }
  switch (claim.state) {
    case 'claimed':
      return claim;
    case 'sent':
      return { outcome: 'alreadySent' };
    case 'inDoubt':
      await messages.markUnknown(claim.message.id, 'in-doubt');
      return { outcome: 'unknown', detail: 'in-doubt' };
    case 'unknown':
      return { outcome: 'unknown', detail: 'in-doubt' };
    case 'failed':
      return { outcome: 'failed', detail: 'refused-before' };
    case 'dropped':
      return { outcome: 'failed', detail: 'dropped' };
    case 'missing':
      return { outcome: 'failed', detail: 'not-recorded' };
  }
}
