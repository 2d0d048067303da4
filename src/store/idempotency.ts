import type { Instant } from '../course/instant';
import { plusMinutes } from '../course/instant';
import type { Db } from './database';
import { jsonb } from './values';

export type Begun =
  | { state: 'new' }
  /** The same key with another request. */
  | { state: 'mismatch' }
  /** The first request is still at work. */
  | { state: 'inProgress' }
  | { state: 'done'; status: number; body: unknown };

/** A request without an answer for so long has lost its process; its key may be used again. */
const ABANDONED_MINUTES = 2;

/** Answers already given, by Idempotency-Key within the scope of one token. */
export function idempotencyRepository(db: Db) {
  return {
    /** Claims the key, or says what became of it. Of two at once exactly one gets `new`. */
    async begin(scope: string, key: string, requestHash: string, now: Instant): Promise<Begun> {
      const claimed = await db
        .insertInto('apiRequests')
        .values({ scope, key, requestHash, startedAt: now, body: jsonb<unknown>(null) })
        .onConflict((conflict) =>
          conflict
            .columns(['scope', 'key'])
            .doUpdateSet({ startedAt: now })
            .where('apiRequests.status', 'is', null)
            .where('apiRequests.requestHash', '=', requestHash)
            .where('apiRequests.startedAt', '<', plusMinutes(now, -ABANDONED_MINUTES)),
        )
        .returning('key')
        .executeTakeFirst();
      if (claimed) return { state: 'new' };
      const found = await row(scope, key).select(['requestHash', 'status', 'body']).executeTakeFirst();
      if (!found) return { state: 'inProgress' };
      if (found.requestHash !== requestHash) return { state: 'mismatch' };
      if (found.status === null) return { state: 'inProgress' };
      return { state: 'done', status: found.status, body: found.body };
    },

    /** Keeps the answer; the first one stays. */
    async finish(scope: string, key: string, answer: { status: number; body: unknown }): Promise<void> {
      await db
        .updateTable('apiRequests')
        .set({ status: answer.status, body: jsonb<unknown>(answer.body ?? null) })
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('status', 'is', null)
        .execute();
    },

    /** Frees a key whose request failed for reasons of ours, so that it can be tried again. */
    async forget(scope: string, key: string): Promise<void> {
      await db
        .deleteFrom('apiRequests')
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('status', 'is', null)
        .execute();
    },

    /** Removes answers older than `before`; returns how many. */
    async expire(before: Instant): Promise<number> {
      const result = await db.deleteFrom('apiRequests').where('startedAt', '<', before).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };

  function row(scope: string, key: string) {
    return db.selectFrom('apiRequests').where('scope', '=', scope).where('key', '=', key);
  }
}
