import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import type { Db } from './database';

/** The one code that proves who owns an empty installation: its hash, its end, and how often it may be guessed. */
export function setUpCodeRepository(db: Db) {
  return {
    /** Takes the place of the one of before. */
    async replace(code: { hash: string; expiresAt: Instant; guessesLeft: number }): Promise<void> {
      await db
        .insertInto('setUpCode')
        .values({ id: 1, ...code })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(code))
        .execute();
    },

    /** Whether it is this one and can still be used. A wrong one uses up a guess. */
    async isRight(hash: string, now: Instant): Promise<boolean> {
      const asked = await db
        .updateTable('setUpCode')
        .set({ guessesLeft: sql`guesses_left - case when hash = ${hash} then 0 else 1 end` })
        .where('expiresAt', '>', now)
        .where('guessesLeft', '>', 0)
        .returning('hash')
        .executeTakeFirst();
      return asked?.hash === hash;
    },

    /** Uses it up. Of several at once, one succeeds. */
    async use(hash: string): Promise<boolean> {
      const used = await db.deleteFrom('setUpCode').where('hash', '=', hash).executeTakeFirst();
      return used.numDeletedRows > 0n;
    },
  };
}
