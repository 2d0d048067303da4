import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import type { Db } from './database';
import { abandonedBefore, databaseNow, Leases } from './leases';
import { jsonb } from './values';

export type Begun =
  /** `resumed`: the same request was begun before and never answered; it may have been done. */
  | { state: 'new'; resumed: boolean }
  /** The same key with another request. */
  | { state: 'mismatch' }
  /** The first request is still at work. */
  | { state: 'inProgress' }
  | { state: 'done'; status: number; body: unknown };

/**
 * Answers already given, by Idempotency-Key within the scope of one token. A key that is begun belongs to this process
 * until it is answered, given up, or the process is not heard of for some seconds.
 */
export function idempotencyRepository(db: Db) {
  const leases = new Leases(db);
  return {
    /** Claims the key, or says what became of it. Of two at once exactly one gets `new`. */
    async begin(scope: string, key: string, requestHash: string, now: Instant): Promise<Begun> {
      const { owner } = leases;
      const claim = { owner, renewedAt: databaseNow, startedAt: now };
      const claimed = await db
        .insertInto('apiRequests')
        .values({ scope, key, requestHash, ...claim, body: jsonb<unknown>(null) })
        .onConflict((conflict) =>
          conflict
            .columns(['scope', 'key'])
            .doUpdateSet(claim)
            .where('apiRequests.status', 'is', null)
            .where('apiRequests.requestHash', '=', requestHash)
            .where('apiRequests.renewedAt', '<', abandonedBefore),
        )
        // A row that was there before has been locked by this statement, a new one has not.
        .returning(sql<boolean>`xmax::text <> '0'`.as('resumed'))
        .executeTakeFirst();
      if (claimed) {
        leases.hold({ scope, key });
        return { state: 'new', resumed: claimed.resumed };
      }
      const found = await row(scope, key).select(['requestHash', 'status', 'body']).executeTakeFirst();
      if (!found) return { state: 'inProgress' };
      if (found.requestHash !== requestHash) return { state: 'mismatch' };
      if (found.status === null) return { state: 'inProgress' };
      return { state: 'done', status: found.status, body: found.body };
    },

    /** Keeps the answer; the first one stays. */
    async finish(scope: string, key: string, answer: { status: number; body: unknown }): Promise<void> {
      leases.drop({ scope, key });
      await db
        .updateTable('apiRequests')
        .set({ status: answer.status, body: jsonb<unknown>(answer.body ?? null) })
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('status', 'is', null)
        .execute();
    },

    /** Gives the key up without an answer: the very same request may claim it at once, another one never. */
    async release(scope: string, key: string): Promise<void> {
      leases.drop({ scope, key });
      await db
        .updateTable('apiRequests')
        .set({ owner: null, renewedAt: sql<Instant>`'-infinity'::timestamptz` })
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('owner', '=', leases.owner)
        .execute();
    },

    /** Frees a key whose request was turned away and has done nothing: any request may have it. */
    async forget(scope: string, key: string): Promise<void> {
      leases.drop({ scope, key });
      await db
        .deleteFrom('apiRequests')
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('owner', '=', leases.owner)
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
