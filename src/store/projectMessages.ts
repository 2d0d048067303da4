/** What events say about messages. What the transport says is written by the messages repository. */
import { createHash } from 'node:crypto';
import type { EventOf } from '../course/events';
import type { Instant } from '../course/instant';
import type { Db, MessageState } from './database';
import { column, jsonb } from './values';

/** The same for the same course and key, everywhere and always. */
export function messageIdOf(course: string, key: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([course, key]))
    .digest('hex');
  return `msg-${digest.slice(0, 32)}`;
}

/** A message due is pending; due again after it could not be sent, it is pending again. */
export async function projectDue(tx: Db, course: string, event: EventOf<'messageDue'> & { seq: number }) {
  const { key, template, to, safety, staleAt, facts } = event.message;
  await tx
    .insertInto('messages')
    .values({
      ...{ id: messageIdOf(course, key), courseId: course, key, template, recipient: to, safety },
      ...{ staleAt: column(staleAt), facts: jsonb(facts), dueAt: event.at, dueSeq: event.seq },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['courseId', 'key'])
        .doUpdateSet({ state: 'pending', dropReason: null, dueSeq: event.seq, staleAt: column(staleAt) })
        .where('messages.state', 'in', ['failed', 'unknown', 'parked', 'dropped'])
        .where('messages.dueSeq', '<', event.seq),
    )
    .execute();
}

/**
 * A dropped message may never have been due before. One being sent at this moment keeps its state; should
 * that attempt not succeed, it is dropped then (see `messages.release`).
 */
export async function projectDropped(
  tx: Db,
  course: string,
  event: EventOf<'messageDropped'> & { seq: number },
) {
  const { key, template, to, reason, at, seq } = event;
  await tx
    .insertInto('messages')
    .values({
      ...{ id: messageIdOf(course, key), courseId: course, key, template, recipient: to, safety: false },
      ...{ staleAt: at, facts: jsonb({}), dueAt: at, dueSeq: seq, state: 'dropped', dropReason: reason },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['courseId', 'key'])
        .doUpdateSet((eb) => ({
          dropReason: reason,
          state: eb
            .case()
            .when('messages.state', '=', 'sending')
            .then<MessageState>('sending')
            .else<MessageState>('dropped')
            .end(),
        }))
        .where('messages.state', '<>', 'sent'),
    )
    .execute();
}

/** The course has taken note of a delivery's outcome. `sent` and a running attempt are never overwritten. */
export async function projectDelivery(
  tx: Db,
  course: string,
  key: string,
  state: 'failed' | 'unknown' | 'parked' | 'sent',
  at?: Instant,
) {
  const late: MessageState[] = state === 'sent' ? ['sent'] : ['sent', 'sending', 'dropped'];
  await tx
    .updateTable('messages')
    .set(at ? { state, sentAt: at } : { state })
    .where('courseId', '=', course)
    .where('key', '=', key)
    .where('state', 'not in', late)
    .execute();
}
