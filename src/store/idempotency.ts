import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import type { Db } from './database';
import { abandonedBefore, databaseNow, Leases } from './leases';
import { jsonb } from './values';

export type Begun =
  /** `resumed`: the same request started before and was never answered. It may have taken effect. */
  | { state: 'new'; resumed: boolean }
  /** The same key was used with a different request. */
  | { state: 'mismatch' }
  /** The first request is still in progress. */
  | { state: 'inProgress' }
  | { state: 'done'; status: number; body: unknown };

/**
 * Answers by Idempotency-Key, within the scope of one token. A started key belongs to this process until it is
 * answered or released, or until the process has not renewed its lease for some seconds.
 */
export function idempotencyRepository(db: Db) {
  const leases = new Leases(db);
  return {
    /** Claims the key, or returns its state. Of two at the same time, exactly one gets `new`. */
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
        // This statement has locked a row that existed before, but not a new one.
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

    /** Stores the answer. The first answer is kept. */
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

    /** Releases the key without an answer. Only the same request may claim it again, at once. */
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

    /** Frees a key whose request was refused and had no effect. Any request may use it. */
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

    /** Deletes answers older than `before` and returns how many. */
    async expire(before: Instant): Promise<number> {
      const result = await db.deleteFrom('apiRequests').where('startedAt', '<', before).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };

  function row(scope: string, key: string) {
    return db.selectFrom('apiRequests').where('scope', '=', scope).where('key', '=', key);
  }
}
