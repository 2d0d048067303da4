import type { Selectable } from 'kysely';
import type { Database, Db } from './database';
import { presentOrUndefined, type Present } from './values';

/** The practice's mail server. Its password is encrypted. */
export type MailSettings = Present<Omit<Selectable<Database['mailSettings']>, 'id'>>;

export function mailSettingsRepository(db: Db) {
  return {
    /** Undefined until a mail server has been entered. */
    async get(): Promise<MailSettings | undefined> {
      return presentOrUndefined(
        await db
          .selectFrom('mailSettings')
          .select(['host', 'port', 'security', 'username', 'passwordSealed'])
          .executeTakeFirst(),
      );
    },

    /** Replaces all of them. */
    async save(settings: MailSettings): Promise<void> {
      const row = { username: null, passwordSealed: null, ...settings };
      await db
        .insertInto('mailSettings')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}
