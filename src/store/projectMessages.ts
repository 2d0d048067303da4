/** Projects events onto messages. The messages repository records the outcomes from the transport. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { EventOf } from '../course/events';
import type { Db, MessageState } from './database';
import { toTimestamptz, jsonb } from './values';

/** Always the same id for the same course and key. */
export function messageIdOf(course: string, key: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([course, key]))
    .digest('hex');
  return `msg-${digest.slice(0, 32)}`;
}

/** A message that is due becomes pending, also when it is due again after it could not be sent. */
export async function projectDue(tx: Db, course: string, event: EventOf<'messageDue'> & { seq: number }) {
  const { key, template, to, safety, staleAt, facts } = event.message;
  await tx
    .insertInto('messages')
    .values({
      ...{ id: messageIdOf(course, key), courseId: course, key, template, recipient: to, safety },
      ...{ staleAt: toTimestamptz(staleAt), facts: jsonb(facts), dueAt: event.at, dueSeq: event.seq },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['courseId', 'key'])
        .doUpdateSet({
          ...{ state: 'pending', dropReason: null, dueSeq: event.seq, staleAt: toTimestamptz(staleAt) },
          ...{ deferredAt: null, sends: 0 },
        })
        .where('messages.state', 'in', ['failed', 'unknown', 'dropped'])
        .where('messages.dueSeq', '<', event.seq),
    )
    .execute();
}

/**
 * The state after an attempt that ended without an outcome. If it had not started to send the content, nothing was
 * sent (it would find its claim gone). Otherwise it is not known.
 */
const afterSending = (unsent: MessageState) =>
  sql<MessageState>`case
    when messages.state = 'sending' and messages.content_at is not null then 'unknown'
    when messages.state in ('sent', 'unknown') then messages.state
    else ${unsent} end`;

/** A dropped message may never have been due. Dropping does not change a message that was or may have been sent. */
export async function projectDropped(
  tx: Db,
  course: string,
  event: EventOf<'messageDropped' | 'messageWithheld'> & { seq: number },
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

/** The course recorded a failed delivery. A message that was or may have been sent keeps its state. */
export async function projectUndelivered(tx: Db, course: string, key: string, state: 'failed' | 'unknown') {
  await tx
    .updateTable('messages')
    .set({ state: afterSending(state) })
    .where('courseId', '=', course)
    .where('key', '=', key)
    .where('state', 'in', ['pending', 'sending', 'failed'])
    .execute();
}

/** What failed for good is dropped. What may have been sent keeps its state, and what is on its way has its own event. */
export async function projectGivenUp(tx: Db, course: string, key: string) {
  await tx
    .updateTable('messages')
    .set({ state: 'dropped', dropReason: 'given-up' })
    .where('courseId', '=', course)
    .where('key', '=', key)
    .where('state', '=', 'failed')
    .execute();
}

/** The course recorded a delivery. Only a rebuilt row does not know about it yet. */
export async function projectDelivered(
  tx: Db,
  course: string,
  { key, at, deferredAt }: EventOf<'messageDelivered'>,
) {
  await tx
    .updateTable('messages')
    .set({ state: 'sent', sentAt: at, ...(deferredAt !== undefined && { deferredAt }) })
    .where('courseId', '=', course)
    .where('key', '=', key)
    .where('state', '<>', 'sent')
    .execute();
}
