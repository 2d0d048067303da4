/**
 * Messages and their delivery state. An attempt claims a message with its own token, and checks the claim again
 * right before it sends the content. If the claim is lost by then, it sends nothing. architecture.md
 */
import { sql, type Selectable } from 'kysely';
import type { DropReason } from '../course/events';
import type { Instant } from '../time/instant';
import type { Database, Db, MessageState } from './database';
import { messageIdOf } from './projectMessages';
import { present, presentOrUndefined, type Present } from './values';

export type MessageRow = Present<Omit<Selectable<Database['messages']>, 'attemptToken'>>;

export type Claim =
  | { state: 'claimed'; message: MessageRow }
  /** Another attempt started to send the content and has not recorded the outcome. */
  | { state: 'inDoubt'; message: MessageRow }
  | { state: 'sent' | 'failed' | 'dropped' | 'unknown' }
  /** The course has not committed such a message. */
  | { state: 'missing' };

/** A claim: the message's id and the token of the attempt. */
export interface ClaimedMessage {
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
  /** Claims a message that is pending, that a dead attempt had not started to send, or whose state is in `again`. */
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
        // The same attempt repeats its claim: the first one succeeded, but the answer was lost.
        if (attemptToken === token) return { state: 'claimed', message: found };
        return found.contentAt === undefined ? claim(id, token, again) : { state: 'inDoubt', message: found };
      case 'pending':
        return claim(id, token, again);
      default:
        return { state: found.state };
    }
  }

  /** Matches no row if the attempt has lost its claim. */
  const holding = ({ id, token }: ClaimedMessage) =>
    db
      .updateTable('messages')
      .where('id', '=', id)
      .where('attemptToken', '=', token)
      .where('state', '=', 'sending');

  const settle = async (claimed: ClaimedMessage, to: Settled): Promise<boolean> =>
    (await holding(claimed).set(to).executeTakeFirst()).numUpdatedRows > 0n;

  return {
    /**
     * Claims a message that is pending, or that another attempt claimed without starting to send: that attempt is
     * dead or will find its claim gone. The same token gets the same claim again.
     */
    claim: (course: string, key: string, token: string): Promise<Claim> =>
      claim(messageIdOf(course, key), token),

    /** Like `claim`, but also for messages in doubt. For safety messages, and when staff decide to send again. */
    claimAgain: (course: string, key: string, token: string): Promise<Claim> =>
      claim(messageIdOf(course, key), token, ['sending', 'unknown', 'failed']),

    /** Records that the content is being sent now. If it returns false, the claim is lost and nothing may be sent. */
    async beginContent(claimed: ClaimedMessage, at: Instant): Promise<boolean> {
      const begun = holding(claimed).set((eb) => ({ contentAt: at, sends: eb('sends', '+', 1) }));
      return (await begun.executeTakeFirst()).numUpdatedRows > 0n;
    },

    /** Accepted by the transport, no matter who holds the claim now. `at` is business time. False if already marked. */
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

    /** Permanently rejected, such as for an unknown mailbox. `error` must not contain an address. */
    markFailed: (claimed: ClaimedMessage, error: string) =>
      settle(claimed, { state: 'failed', lastError: error }),

    /** It is not known whether the message was sent. Staff decide what to do. */
    markUnknown: (claimed: ClaimedMessage, error: string) =>
      settle(claimed, { state: 'unknown', lastError: error }),

    /** Like `markUnknown`, for a message in doubt whose attempt will not record an outcome. */
    async giveUp(id: string, error: string): Promise<void> {
      await db
        .updateTable('messages')
        .set({ state: 'unknown', lastError: error })
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .where('contentAt', 'is not', null)
        .execute();
    },

    markDropped: (claimed: ClaimedMessage, reason: DropReason) =>
      settle(claimed, { state: 'dropped', dropReason: reason }),

    /** Returns the message to pending: it was not sent, for a reason other than the mail server. */
    putBack: (claimed: ClaimedMessage) => settle(claimed, { state: 'pending', contentAt: null }),

    /** Certainly not accepted now, to be retried later. Returns when the deferral began. */
    async defer(claimed: ClaimedMessage, error: string, at: Instant): Promise<Instant> {
      const row = await holding(claimed)
        .set({ state: 'pending', contentAt: null, lastError: error, deferredAt: sinceFirst(at) })
        .returning('deferredAt')
        .executeTakeFirst();
      return row?.deferredAt ?? at;
    },

    /** In doubt, but to be sent again; the claim stays in doubt. Returns when the deferral began. */
    async deferInDoubt(claimed: ClaimedMessage, error: string, at: Instant): Promise<Instant> {
      const row = await holding(claimed)
        .set({ lastError: error, deferredAt: sinceFirst(at) })
        .returning('deferredAt')
        .executeTakeFirst();
      return row?.deferredAt ?? at;
    },

    /** The message now waits for the client's morning, no longer for the mail server. */
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
      return presentOrUndefined(
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
