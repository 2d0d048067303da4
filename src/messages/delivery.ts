/**
 * One attempt to send one message: look up, compose, claim, send, record. Every step that can fail without side
 * effects comes before the content goes out, so only a mail that may have been sent is ever in doubt. architecture.md
 */
import type { MessageToSend } from '../course/events';
import type { Instant } from '../time/instant';
import { mayLeave } from '../course/clocks/quietHours';
import type { Store } from '../store';
import { partiesOf, type Directory, type PartyProblem } from './addressee';
import { compose, type ComposeProblem, type Mail } from './compose';
import type { Links } from './links';
import { endOlderLinks, keepPageLink, linkOfMessage, type NewLink } from './pageLink';
import type { FailureCode } from './smtpFailure';
import type { Conversation, MailTransport } from './transport';

export type MessageClaims = Omit<Store['messages'], 'find' | 'ofCourse'>;

export interface DeliveryDependencies {
  store: Directory & { messages: MessageClaims } & Pick<Store, 'pageLinks'>;
  transport: MailTransport;
  links: Links;
}

export interface Attempt extends Pick<Conversation, 'unwanted' | 'stopped'> {
  /** Identifies this attempt; the same in all of its calls. */
  token: string;
  /** Business time: goes into the record and is compared with `staleAt`. */
  at: Instant;
  /** Called when the mail server has accepted the mail but this could not be recorded. */
  onUnrecorded?: (accepted: Accepted) => void;
}

/** The mail server's response when it accepted a mail. */
export interface Accepted {
  messageId: string;
  response: string;
}

export type DeliveryCode =
  FailureCode | ComposeProblem | PartyProblem | 'in-doubt' | 'refused-before' | 'not-recorded';

export type Delivery =
  /** `deferredAt`: since when it waited for the mail server, if it did. */
  | { outcome: 'sent'; deferredAt?: Instant }
  | { outcome: 'alreadySent' }
  /** Not sent: it came too late to be useful. */
  | { outcome: 'stale' }
  /** `failed`: definitely not sent, and not retried. `unknown`: staff decide. */
  | { outcome: 'failed' | 'unknown'; detail: DeliveryCode }
  /** Try again later. `since`: when the mail server first deferred it. */
  | { outcome: 'unavailable'; detail: DeliveryCode; since: Instant }
  /** Not sent, though the mail server is up: the attempt was ended, or another attempt holds the message. */
  | { outcome: 'withdrawn' }
  /** It is night for the client: try again at `until`. */
  | { outcome: 'quietHours'; until: Instant };

/** A safety message whose delivery stays uncertain is sent this many times before staff are asked. */
const SAFETY_SENDS = 5;

/** Makes one attempt. A second attempt sends nothing, unless it is for a safety message in doubt. @throws StoreError */
export async function deliverOnce(
  dependencies: DeliveryDependencies,
  course: string,
  message: MessageToSend,
  attempt: Attempt,
): Promise<Delivery> {
  const { messages } = dependencies.store;
  const ready = await prepare(dependencies, course, message, attempt.at);
  const leaves = 'mail' in ready && ready.zone ? mayLeave(ready.zone, message, attempt.at) : attempt.at;
  if (attempt.at < leaves && leaves <= message.staleAt) {
    await messages.rest(course, message.key);
    return { outcome: 'quietHours', until: leaves };
  }
  const claim = await claimFor(messages, course, message, attempt.token);
  if (!('message' in claim)) return claim;

  const held = { id: claim.message.id, token: attempt.token };
  if (leaves > message.staleAt) {
    await messages.markDropped(held, 'stale');
    return { outcome: 'stale' };
  }
  if ('problem' in ready) {
    await messages.markFailed(held, ready.problem);
    return { outcome: 'failed', detail: ready.problem };
  }
  return send(dependencies, ready, { ...message, course }, claim.message, attempt);
}

async function send(
  { transport, store: { messages, pageLinks } }: DeliveryDependencies,
  { mail, link }: Ready,
  { course, safety }: MessageToSend & { course: string },
  { id, sends, deferredAt }: Claimed['message'],
  { token, at, unwanted, stopped, onUnrecorded }: Attempt,
): Promise<Delivery> {
  const held = { id, token };
  let databaseError: Error | undefined;
  const begin = async (): Promise<boolean> => {
    try {
      if (link) await keepPageLink(pageLinks, course, link, at);
      return await messages.beginContent(held, at);
    } catch (error) {
      databaseError =
        error instanceof Error ? error : new Error('the database did not answer', { cause: error });
      return false;
    }
  };
  const signals = { ...(unwanted && { unwanted }), ...(stopped && { stopped }) };
  const result = await transport.send(mail, { begin, ...signals });
  switch (result.outcome) {
    case 'accepted': {
      const accepted = { messageId: mail.messageId, response: result.answer };
      try {
        await messages.markSent(id, { ...accepted, at });
        if (link) await endOlderLinks(pageLinks, course, link, at);
      } catch (error) {
        onUnrecorded?.(accepted);
        throw error;
      }
      return { outcome: 'sent', ...(deferredAt && { deferredAt }) };
    }
    case 'withdrawn':
      await messages.putBack(held);
      if (databaseError) throw databaseError;
      return { outcome: 'withdrawn' };
    case 'temporary':
      return {
        outcome: 'unavailable',
        detail: result.code,
        since: await messages.defer(held, result.code, at),
      };
    case 'permanent':
      await messages.markFailed(held, result.code);
      return { outcome: 'failed', detail: result.code };
    case 'unknown':
      // The row stays in doubt, so the next attempt sends a safety message again.
      if (safety && sends + 1 < SAFETY_SENDS) {
        const since = await messages.deferInDoubt(held, result.code, at);
        return { outcome: 'unavailable', detail: result.code, since };
      }
      await messages.markUnknown(held, result.code);
      return { outcome: 'unknown', detail: result.code };
  }
}

async function prepare(
  { store, links }: DeliveryDependencies,
  course: string,
  message: MessageToSend,
  at: Instant,
): Promise<Ready | { problem: ComposeProblem | PartyProblem }> {
  const parties = await partiesOf(store, course, message);
  if ('problem' in parties) return parties;
  const { zone } = parties.addressee;
  const link = linkOfMessage(message, at, parties.reader);
  const page = link && { page: link.secret };
  return {
    ...compose({ course, message, ...parties, links, at, ...page }),
    ...(zone !== undefined && { zone }),
    ...(link && { link }),
  };
}

/** What one attempt sends. Its link works as soon as the mail server may have it. */
interface Ready {
  mail: Mail;
  /** Of a client. */
  zone?: string;
  link?: NewLink;
}

interface Claimed {
  message: { id: string; sends: number; deferredAt?: Instant };
}

async function claimFor(
  messages: MessageClaims,
  course: string,
  message: MessageToSend,
  token: string,
): Promise<Claimed | Delivery> {
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
      await messages.giveUp(claim.message.id, 'in-doubt');
      return { outcome: 'unknown', detail: 'in-doubt' };
    case 'unknown':
      return { outcome: 'unknown', detail: 'in-doubt' };
    case 'failed':
      return { outcome: 'failed', detail: 'refused-before' };
    case 'dropped':
      return { outcome: 'stale' };
    case 'missing':
      return { outcome: 'failed', detail: 'not-recorded' };
  }
}
