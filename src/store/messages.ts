/** Messages and what became of them. `deliver` claims one before it sends, so that two never send it at once. */
import { sql, type Selectable } from 'kysely';
import type { Instant } from '../course/instant';
import type { Database, Db, MessageState } from './database';
import { messageIdOf } from './projectMessages';
import { present, presentOrNone, type Present } from './values';

export type MessageRow = Present<Omit<Selectable<Database['messages']>, 'attemptToken'>>;

export type Claim =
  | { state: 'claimed'; message: MessageRow }
  /** Another attempt began to send it and has not said how that ended. */
  | { state: 'inDoubt'; message: MessageRow }
  | { state: 'sent' | 'failed' | 'dropped' | 'unknown' }
  /** The course has committed no such message. */
  | { state: 'missing' };

const COLUMNS = [
  ...(['id', 'courseId', 'key', 'template', 'recipient', 'safety', 'staleAt', 'facts', 'dueAt'] as const),
  ...(['dueSeq', 'state', 'attempts', 'lastError', 'dropReason', 'messageId', 'response', 'sentAt'] as const),
] as const;

export function messagesRepository(db: Db) {
  /** From one of `from` to sending, under the attempt's own token. */
  async function take(id: string, attempt: string, from: MessageState[]): Promise<MessageRow | undefined> {
    return presentOrNone(
      await db
        .updateTable('messages')
        .set((eb) => ({ state: 'sending', attemptToken: attempt, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where('state', 'in', from)
        .returning(COLUMNS)
        .executeTakeFirst(),
    );
  }

  async function claim(id: string, attempt: string, from: MessageState[]): Promise<Claim> {
    const message = await take(id, attempt, from);
    if (message) return { state: 'claimed', message };
    const row = await db
      .selectFrom('messages')
      .select([...COLUMNS, 'attemptToken'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return { state: 'missing' };
    const { attemptToken, ...columns } = row;
    const found = present(columns);
    switch (found.state) {
      case 'sending':
        // The same attempt asks again: its first claim succeeded, only the answer was lost.
        return { state: attemptToken === attempt ? 'claimed' : 'inDoubt', message: found };
      case 'pending':
      case 'parked':
        return claim(id, attempt, from);
      default:
        return { state: found.state };
    }
  }

  async function settle(id: string, from: MessageState[], to: Partial<Settled>): Promise<boolean> {
    const result = await db
      .updateTable('messages')
      .set(to)
      .where('id', '=', id)
      .where('state', 'in', from)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  /** A definite "not accepted": waiting again, unless the course has dropped the message meanwhile. */
  async function giveBack(id: string, to: 'pending' | 'parked', error: string): Promise<boolean> {
    const result = await db
      .updateTable('messages')
      .set({
        state: sql<MessageState>`case when drop_reason is null then ${to} else 'dropped' end`,
        lastError: error,
      })
      .where('id', '=', id)
      .where('state', 'in', ['sending', 'pending', 'parked'])
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  return {
    /**
     * Takes a pending or parked message for sending. `attempt` is a token of this attempt's own; the same
     * token again gets the same claim.
     */
    claim: (course: string, key: string, attempt: string): Promise<Claim> =>
      claim(messageIdOf(course, key), attempt, ['pending', 'parked']),

    /** The same, also from an attempt in doubt: for safety messages, and when staff decide to send again. */
    claimAgain: (course: string, key: string, attempt: string): Promise<Claim> =>
      claim(messageIdOf(course, key), attempt, ['pending', 'parked', 'sending', 'unknown', 'failed']),

    /** The transport accepted it; `at` is business time. False when it was sent before. */
    markSent: (
      id: string,
      { messageId, response, at }: { messageId: string; response: string; at: Instant },
    ) =>
      settle(id, ['sending', 'pending', 'parked', 'unknown', 'failed', 'dropped'], {
        ...{ state: 'sent', messageId, response, sentAt: at, lastError: null, dropReason: null },
      }),

    /** Refused for good (no such mailbox). `error` must hold no address. */
    markFailed: (id: string, error: string) =>
      settle(id, ['sending', 'pending', 'parked'], { state: 'failed', lastError: error }),

    /** Nobody knows whether it was sent: staff decide. */
    markUnknown: (id: string, error: string) =>
      settle(id, ['sending'], { state: 'unknown', lastError: error }),

    markDropped: (id: string, reason: string) =>
      settle(id, ['sending', 'pending', 'parked', 'unknown', 'failed'], {
        ...{ state: 'dropped', dropReason: reason },
      }),

    /** Definitely not accepted (connection refused): back to pending, to be tried again. */
    release: (id: string, error: string) => giveBack(id, 'pending', error),

    /** Definitely not accepted for so long that staff have been told. */
    park: (id: string, error: string) => giveBack(id, 'parked', error),

    async find(course: string, key: string): Promise<MessageRow | undefined> {
      return presentOrNone(
        await db
          .selectFrom('messages')
          .select(COLUMNS)
          .where('id', '=', messageIdOf(course, key))
          .executeTakeFirst(),
      );
    },

    /** All messages of a course in the order they came due. */
    async ofCourse(course: string): Promise<MessageRow[]> {
      const rows = await db
        .selectFrom('messages')
        .select(COLUMNS)
        .where('courseId', '=', course)
        .orderBy('dueSeq')
        .execute();
      return rows.map(present);
    },
  };
}

type Settled = Pick<
  Selectable<Database['messages']>,
  'state' | 'lastError' | 'dropReason' | 'messageId' | 'response' | 'sentAt'
>;
