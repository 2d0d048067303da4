import type { Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import type { Database, Db } from './database';

export type AccountLink = Omit<Selectable<Database['accountLinks']>, 'hash'>;

/** Links with which somebody sets their password, stored only as hashes. Used ones are deleted. */
export function accountLinksRepository(db: Db) {
  return {
    /** Stores a new link. Earlier ones of the same person no longer work. */
    async add(link: Selectable<Database['accountLinks']>): Promise<void> {
      await this.removeOf(link.staffId);
      await db.insertInto('accountLinks').values(link).execute();
    },

    /** The link, unless it was used, replaced or has expired, or its person has left. */
    async find(hash: string, now: Instant): Promise<AccountLink | undefined> {
      return db
        .selectFrom('accountLinks')
        .innerJoin('staff', 'staff.id', 'accountLinks.staffId')
        .select(['staffId', 'purpose', 'expiresAt'])
        .where('hash', '=', hash)
        .where('expiresAt', '>', now)
        .where('leftAt', 'is', null)
        .executeTakeFirst();
    },

    /** Uses a link up. Of several at once, one succeeds. */
    async use(hash: string): Promise<boolean> {
      const used = await db.deleteFrom('accountLinks').where('hash', '=', hash).executeTakeFirst();
      return used.numDeletedRows > 0n;
    },

    async removeOf(staffId: string): Promise<void> {
      await db.deleteFrom('accountLinks').where('staffId', '=', staffId).execute();
    },
  };
}
