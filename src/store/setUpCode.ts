import type { Instant } from '../time/instant';
import type { Db } from './database';

/**
 * The one code that proves who owns an empty installation: its hash and its end. With 79 random bits it cannot be guessed, so
 * wrong ones are not counted: anybody could lock out the owner.
 */
export function setUpCodeRepository(db: Db) {
  return {
    /** Takes the place of the one of before. */
    async replace(code: { hash: string; expiresAt: Instant }): Promise<void> {
      await db
        .insertInto('setUpCode')
        .values({ id: 1, ...code })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(code))
        .execute();
    },

    /** Whether it is this one and can still be used. */
    async isRight(hash: string, now: Instant): Promise<boolean> {
      const found = await db
        .selectFrom('setUpCode')
        .select('id')
        .where('hash', '=', hash)
        .where('expiresAt', '>', now)
        .executeTakeFirst();
      return found !== undefined;
    },

    /** Uses it up. Of several at once, one succeeds. */
    async use(hash: string): Promise<boolean> {
      const used = await db.deleteFrom('setUpCode').where('hash', '=', hash).executeTakeFirst();
      return used.numDeletedRows > 0n;
    },
  };
}
