/** What events say about messages. What the transport says is written by the messages repository. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { EventOf } from '../course/events';
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
        .doUpdateSet({
          ...{ state: 'pending', dropReason: null, dueSeq: event.seq, staleAt: column(staleAt) },
          ...{ deferredAt: null, sends: 0 },
        })
        .where('messages.state', 'in', ['failed', 'unknown', 'dropped'])
        .where('messages.dueSeq', '<', event.seq),
    )
    .execute();
}

/**
 * Where an attempt stands that has ended without a word: nothing was sent, as long as its content had not begun
 * to go out (it would find its claim gone); else nobody knows.
 */
const afterSending = (unsent: MessageState) =>
  sql<MessageState>`case
    when messages.state = 'sending' and messages.content_at is not null then 'unknown'
    when messages.state in ('sent', 'unknown') then messages.state
    else ${unsent} end`;

/** A dropped message may never have been due before. What is out, or may be, is not taken back by dropping it. */
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
        .doUpdateSet({ dropReason: reason, state: afterSending('dropped') })
        .where('messages.state', '<>', 'sent'),
    )
    .execute();
}

/** The course has taken note of a failed delivery: what is out, or may be, stays so. */
export async function projectUndelivered(tx: Db, course: string, key: string, state: 'failed' | 'unknown') {
  await tx
    .updateTable('messages')
    .set({ state: afterSending(state) })
    .where('courseId', '=', course)
    .where('key', '=', key)
    .where('state', 'in', ['pending', 'sending', 'failed'])
    .execute();
}

/** The course has taken note of a delivery; only a row made anew does not know of it yet. */
export async function projectDelivered(
  tx: Db,
  course: string,
  { key, at, deferredAt }: EventOf<'messageDelivered'>,
) {
  await tx
    .updateTable('messages')
    .set({ state: 'sent', sentAt: at, deferredAt })
    .where('courseId', '=', course)
    .where('key', '=', key)
    .where('state', '<>', 'sent')
    .execute();
}
