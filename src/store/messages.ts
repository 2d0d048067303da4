/**
 * Messages and what became of them. An attempt claims one under a token of its own, and asks once more right
 * before the content goes out: whoever has lost the claim by then sends nothing. architecture.md
 */
import { sql, type Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import type { Database, Db, MessageState } from './database';
import { messageIdOf } from './projectMessages';
import { present, presentOrNone, type Present } from './values';

export type MessageRow = Present<Omit<Selectable<Database['messages']>, 'attemptToken'>>;

export type Claim =
  | { state: 'claimed'; message: MessageRow }
  /** Another attempt began to send the content and has not said how that ended. */
  | { state: 'inDoubt'; message: MessageRow }
  | { state: 'sent' | 'failed' | 'dropped' | 'unknown' }
  /** The course has committed no such message. */
  | { state: 'missing' };

/** What an attempt holds: the message's id, and the token it was claimed under. */
export interface Held {
  id: string;
  token: string;
}

const COLUMNS = [
  ...(['id', 'courseId', 'key', 'template', 'recipient', 'safety', 'staleAt', 'facts', 'dueAt'] as const),
  ...(['dueSeq', 'state', 'attempts', 'lastError', 'dropReason', 'messageId', 'response'] as const),
  ...(['sends', 'deferredAt', 'contentAt', 'sentAt'] as const),
] as const;

type Settled = Partial<
  Pick<
    Selectable<Database['messages']>,
    'state' | 'lastError' | 'dropReason' | 'messageId' | 'response' | 'sentAt' | 'contentAt'
  >
>;

export function messagesRepository(db: Db) {
  /** To sending, under the attempt's own token: what waits, what a dead attempt had not begun, what is `again`. */
  const take = (id: string, token: string, again: readonly MessageState[]) =>
    db
      .updateTable('messages')
      .set((eb) => ({
        ...{ state: 'sending', attemptToken: token, contentAt: null, dropReason: null },
        attempts: eb('attempts', '+', 1),
      }))
      .where('id', '=', id)
      .where((eb) =>
        eb.or([
          eb('state', '=', 'pending'),
          eb.and([eb('state', '=', 'sending'), eb('contentAt', 'is', null), eb('attemptToken', '<>', token)]),
          ...again.map((state) => eb('state', '=', state)),
        ]),
      )
      .returning(COLUMNS)
      .executeTakeFirst();

  async function claim(id: string, token: string, again: readonly MessageState[] = []): Promise<Claim> {
    const message = await take(id, token, again);
    if (message) return { state: 'claimed', message: present(message) };
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
        if (attemptToken === token) return { state: 'claimed', message: found };
        return found.contentAt === undefined ? claim(id, token, again) : { state: 'inDoubt', message: found };
      case 'pending':
        return claim(id, token, again);
      default:
        return { state: found.state };
    }
  }

  /** Nothing when the attempt has lost its claim meanwhile. */
  const holding = ({ id, token }: Held) =>
    db
      .updateTable('messages')
      .where('id', '=', id)
      .where('attemptToken', '=', token)
      .where('state', '=', 'sending');

  const settle = async (held: Held, to: Settled): Promise<boolean> =>
    (await holding(held).set(to).executeTakeFirst()).numUpdatedRows > 0n;

  return {
    /**
     * Takes a message that waits, or that another attempt held and whose content had not begun to go out:
     * that attempt is dead, or will find its claim gone. The same token again gets the same claim.
     */
    claim: (course: string, key: string, token: string): Promise<Claim> =>
      claim(messageIdOf(course, key), token),

    /** The same, also from an attempt in doubt: for safety messages, and when staff decide to send again. */
    claimAgain: (course: string, key: string, token: string): Promise<Claim> =>
      claim(messageIdOf(course, key), token, ['sending', 'unknown', 'failed']),

    /** The content goes out now. False: the claim is lost, and nothing may go out. */
    async beginContent(held: Held, at: Instant): Promise<boolean> {
      const begun = holding(held).set((eb) => ({ contentAt: at, sends: eb('sends', '+', 1) }));
      return (await begun.executeTakeFirst()).numUpdatedRows > 0n;
    },

    /** The transport accepted it, whoever has claimed it since; `at` is business time. False when sent before. */
    async markSent(
      id: string,
      { messageId, response, at }: { messageId: string; response: string; at: Instant },
    ): Promise<boolean> {
      const result = await db
        .updateTable('messages')
        .set({
          ...{ state: 'sent', messageId, response, sentAt: at },
          ...{ lastError: null, dropReason: null },
        })
        .where('id', '=', id)
        .where('state', '<>', 'sent')
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /** Refused for good (no such mailbox). `error` must hold no address. */
    markFailed: (held: Held, error: string) => settle(held, { state: 'failed', lastError: error }),

    /** Nobody knows whether it was sent: staff decide. */
    markUnknown: (held: Held, error: string) => settle(held, { state: 'unknown', lastError: error }),

    /** The same, of a message in doubt whose attempt will not say how it ended. */
    async giveUp(id: string, error: string): Promise<void> {
      await db
        .updateTable('messages')
        .set({ state: 'unknown', lastError: error })
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .where('contentAt', 'is not', null)
        .execute();
    },

    markDropped: (held: Held, reason: string) => settle(held, { state: 'dropped', dropReason: reason }),

    /** Given back as it was: certainly not sent, and not for want of a mail server. */
    putBack: (held: Held) => settle(held, { state: 'pending', contentAt: null }),

    /** Definitely not taken now: waiting again, to be tried later. Answers since when it has been so. */
    async defer(held: Held, error: string, at: Instant): Promise<Instant> {
      const row = await holding(held)
        .set({ state: 'pending', contentAt: null, lastError: error, deferredAt: sinceFirst(at) })
        .returning('deferredAt')
        .executeTakeFirst();
      return row?.deferredAt ?? at;
    },

    /** In doubt, and to be sent again all the same: the claim stays in doubt. Answers since when. */
    async deferInDoubt(held: Held, error: string, at: Instant): Promise<Instant> {
      const row = await holding(held)
        .set({ lastError: error, deferredAt: sinceFirst(at) })
        .returning('deferredAt')
        .executeTakeFirst();
      return row?.deferredAt ?? at;
    },

    /** It waits for the client's morning, no longer for the mail server. */
    async rest(course: string, key: string): Promise<void> {
      await db
        .updateTable('messages')
        .set({ deferredAt: null })
        .where('id', '=', messageIdOf(course, key))
        .where('state', '=', 'pending')
        .where('deferredAt', 'is not', null)
        .execute();
    },

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

const sinceFirst = (at: Instant) => sql<Instant>`coalesce(deferred_at, ${at}::timestamptz)`;
