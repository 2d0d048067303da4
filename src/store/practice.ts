import type { Selectable } from 'kysely';
import type { Database, Db } from './database';
import { jsonb } from './values';

/** The practice's settings; the database has exactly one practice. */
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

    /** As `get`, once a change that is being written is done: what courses begin with. */
    async settled(): Promise<Practice | undefined> {
      return db.selectFrom('practice').select(COLUMNS).forShare().executeTakeFirst();
    },

    /** Sets all settings, the first time or again. */
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
