/** Sending an e-mail again that did not arrive, or giving it up. */
import { heldBack, obligations, type MessageOwed } from '../clocks';
import type { MessageToSend } from '../events';
import { isOutdated } from '../selectors/messageKeys';
import { earliest, plusHours, type Instant } from '../../time/instant';
import { reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';

const isMessage =
  (key: string) =>
  (owed: { key: string; kind: string }): owed is MessageOwed =>
    owed.kind === 'message' && owed.key === key;

/** It failed, or nobody knows whether it arrived: a person was asked to decide, and it is not on its way again. */
const isUndelivered = ({ undelivered, resent = {} }: Course, key: string): boolean =>
  Object.hasOwn(undelivered, key) &&
  ['failed', 'unknown'].includes(undelivered[key] ?? '') &&
  !Object.hasOwn(resent, key);

/** It is on its way, or it has arrived: the course is told only of what goes wrong. */
const hasLeft = ({ done, givenUp = {} }: Course, key: string): boolean =>
  Object.hasOwn(done, key) && !Object.hasOwn(givenUp, key);

/** Sent again, it stays useful as long as it would from now on, but not beyond the time that it is about. */
function again(course: Course, message: MessageToSend, at: Instant): MessageToSend | undefined {
  const { start, by } = message.facts;
  const usual = plusHours(at, course.protocol.clocks.staleHours);
  const about = [message.staleAt > at ? message.staleAt : usual, start, by].filter(
    (each) => each !== undefined,
  );
  const staleAt = earliest(about) ?? usual;
  return staleAt > at && !isOutdated(course, message.key) ? { ...message, staleAt, again: true } : undefined;
}

export const messageResent: Decider<'messageResent'> = {
  decide: (course, signal, at) => {
    const { key } = signal;
    if (!isUndelivered(course, key)) return refuse(reason('message-not-open'));
    const withheld = heldBack(course).some(isMessage(key));
    const owed = [...obligations(course), ...heldBack(course)].find(isMessage(key));
    const message = owed && again(course, owed.message, at);
    if (!message) return refuse(reason('message-outdated'));
    const consented = message.to !== 'client' || course.consents.electronicMessages;
    const reasons = [
      ...unless(!withheld, reason('message-on-hold')),
      ...unless(consented, reason('message-not-consented')),
    ];
    if (reasons.length > 0) return refuse(...reasons);
    return accept(reported(signal, at), { type: 'messageDue', at, message });
  },
};

export const messageGivenUp: Decider<'messageGivenUp'> = {
  decide: (course, signal, at) => {
    const { key } = signal;
    const leaving = hasLeft(course, key) && obligations(course).some(isMessage(key));
    return isUndelivered(course, key) || leaving
      ? accept(reported(signal, at))
      : refuse(reason('message-not-open'));
  },
};
