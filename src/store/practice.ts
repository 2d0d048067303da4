import type { Selectable } from 'kysely';
import type { Database, Db } from './database';
import { jsonb, presentOrUndefined, type Present } from './values';

/** The practice's settings. The database has exactly one practice. */
export type Practice = Present<Omit<Selectable<Database['practice']>, 'id'>>;

/** What is changed one by one. */
export type PracticeSettings = Pick<Practice, 'officeAddress' | 'videoLink' | 'secondFactorRequired'>;
interface SettingsChange {
  officeAddress?: string | null | undefined;
  videoLink?: string | null | undefined;
  secondFactorRequired?: boolean | undefined;
}

const COLUMNS = [
  ...(['name', 'zone', 'senderName', 'senderAddress', 'callbackNumber', 'closedDays', 'contacts'] as const),
  ...(['officeAddress', 'videoLink', 'secondFactorRequired'] as const),
] as const;

export function practiceRepository(db: Db) {
  return {
    /** Undefined until the practice has been set up. */
    async get(): Promise<Practice | undefined> {
      return presentOrUndefined(await db.selectFrom('practice').select(COLUMNS).executeTakeFirst());
    },

    /** Like `get`, but waits for a concurrent change to commit. Used when a course starts. */
    async getSettled(): Promise<Practice | undefined> {
      return presentOrUndefined(
        await db.selectFrom('practice').select(COLUMNS).forShare().executeTakeFirst(),
      );
    },

    /** Changes settings; null removes a place. Undefined until the practice has been set up. */
    async change(to: SettingsChange): Promise<PracticeSettings | undefined> {
      const row = await db
        .updateTable('practice')
        .set(to)
        .returning(['officeAddress', 'videoLink', 'secondFactorRequired'])
        .executeTakeFirst();
      return presentOrUndefined(row);
    },

    /** Creates or replaces all settings. */
    async save(practice: Omit<Practice, 'secondFactorRequired'> & Partial<Practice>): Promise<void> {
      const row = {
        // Left out means removed.
        ...{ officeAddress: null, videoLink: null, secondFactorRequired: true },
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
