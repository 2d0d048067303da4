import type { Selectable } from 'kysely';
import type { Database, Db } from './database';
import { jsonb, presentOrUndefined, type Present } from './values';

/** The practice's settings. The database has exactly one practice. */
export type Practice = Present<Omit<Selectable<Database['practice']>, 'id'>>;

export type PracticePlaces = Pick<Practice, 'officeAddress' | 'videoLink'>;
type PlacesChange = { [K in keyof PracticePlaces]?: string | null | undefined };

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

    /** Changes where clients are told to be; null removes it. Undefined until the practice has been set up. */
    async changePlaces(to: PlacesChange): Promise<PracticePlaces | undefined> {
      const row = await db
        .updateTable('practice')
        .set(to)
        .returning(['officeAddress', 'videoLink'])
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
