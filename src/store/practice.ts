import type { Selectable } from 'kysely';
import type { Database, Db } from './database';
import { jsonb } from './values';

/** The practice's settings. The database has exactly one practice. */
export type Practice = Omit<Selectable<Database['practice']>, 'id'>;

const COLUMNS = [
  ...(['name', 'zone', 'senderName', 'senderAddress', 'callbackNumber', 'closedDays', 'contacts'] as const),
] as const;

export function practiceRepository(db: Db) {
  return {
    /** Undefined until the practice has been set up. */
    async get(): Promise<Practice | undefined> {
      return db.selectFrom('practice').select(COLUMNS).executeTakeFirst();
    },

    /** Like `get`, but waits for a concurrent change to commit. Used when a course starts. */
    async getSettled(): Promise<Practice | undefined> {
      return db.selectFrom('practice').select(COLUMNS).forShare().executeTakeFirst();
    },

    /** Creates or replaces all settings. */
    async save(practice: Practice): Promise<void> {
      const row = {
        ...practice,
        closedDays: jsonb(practice.closedDays),
        contacts: jsonb(practice.contacts),
      };
      await db
        .insertInto('practice')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}
