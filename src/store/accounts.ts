import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import type { Db } from './database';

/** What a sign-in is checked against. */
export interface Account {
  readonly staffId: string;
  readonly passwordHash: string;
}

/** Accounts of the staff: one a person, signed in to with their e-mail address. */
export function accountsRepository(db: Db) {
  return {
    /** The account of whoever has this address, whatever its capitals. Nobody who has left. */
    async byEmail(email: string): Promise<Account | undefined> {
      return db
        .selectFrom('accounts')
        .innerJoin('staff', 'staff.id', 'accounts.staffId')
        .select(['staffId', 'passwordHash'])
        .where('leftAt', 'is', null)
        .where(({ eb, fn }) => eb(fn<string>('lower', ['email']), '=', sql<string>`lower(${email})`))
        .executeTakeFirst();
    },

    /** Sets the password of a member of the staff, who need not have had one. */
    async setPassword(staffId: string, passwordHash: string, changedAt: Instant): Promise<void> {
      await db
        .insertInto('accounts')
        .values({ staffId, passwordHash, changedAt })
        .onConflict((conflict) => conflict.column('staffId').doUpdateSet({ passwordHash, changedAt }))
        .execute();
    },
  };
}
