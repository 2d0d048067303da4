import type { Selectable } from 'kysely';
import type { Database, Db } from './database';
import { jsonb, presentOrUndefined, type Present } from './values';

/** The practice's settings. The database has exactly one practice. */
export type Practice = Present<Omit<Selectable<Database['practice']>, 'id'>>;

/** What is changed one by one; null removes it. */
type SettingsChange = {
  [Name in keyof Practice]?: Practice[Name] | (undefined extends Practice[Name] ? null : never) | undefined;
};

const COLUMNS = [
  ...(['name', 'zone', 'senderName', 'senderAddress', 'callbackNumber', 'closedDays', 'contacts'] as const),
  ...(['officeAddress', 'videoLink', 'secondFactorRequired', 'partnerCodeRequired'] as const),
  ...(['hours', 'protocols', 'inquiries'] as const),
] as const;

/** True if left out. */
type Defaulted = 'secondFactorRequired' | 'partnerCodeRequired';

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

    /** Changes settings. Undefined until the practice has been set up. */
    async change({
      closedDays,
      contacts,
      hours,
      inquiries,
      ...to
    }: SettingsChange): Promise<Practice | undefined> {
      const row = await db
        .updateTable('practice')
        .set({
          ...to,
          ...(closedDays && { closedDays: jsonb(closedDays) }),
          ...(contacts && { contacts: jsonb(contacts) }),
          ...(hours !== undefined && { hours: hours && jsonb(hours) }),
          ...(inquiries !== undefined && { inquiries: inquiries && jsonb(inquiries) }),
        })
        .returning(COLUMNS)
        .executeTakeFirst();
      return presentOrUndefined(row);
    },

    /** Creates or replaces all settings. */
    async save(practice: Omit<Practice, Defaulted> & Partial<Practice>): Promise<void> {
      const row = {
        // Left out means removed.
        ...{ officeAddress: null, videoLink: null, protocols: null },
        ...{ secondFactorRequired: true, partnerCodeRequired: true },
        ...practice,
        closedDays: jsonb(practice.closedDays),
        contacts: jsonb(practice.contacts),
        hours: practice.hours ? jsonb(practice.hours) : null,
        inquiries: practice.inquiries ? jsonb(practice.inquiries) : null,
      };
      await db
        .insertInto('practice')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}
