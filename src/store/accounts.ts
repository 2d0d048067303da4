import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import type { Db } from './database';

/** What a sign-in is checked against. */
export interface Account {
  readonly staffId: string;
  /** Null: they sign in by the identity provider alone. */
  readonly passwordHash: string | null;
  /** Of the second factor, encrypted; null if it is off. */
  readonly totpSecret: string | null;
  /** The next secret, encrypted, until a code of it has been given. */
  readonly totpOffered: string | null;
}

const COLUMNS = ['staffId', 'passwordHash', 'totpSecret', 'totpOffered'] as const;

/** Accounts of the staff: one a person, signed in to with their e-mail address. */
export function accountsRepository(db: Db) {
  return {
    /** The account of the person with this address, whatever its capitals. Nobody who has left. */
    async byEmail(email: string): Promise<Account | undefined> {
      return db
        .selectFrom('accounts')
        .innerJoin('staff', 'staff.id', 'accounts.staffId')
        .select(COLUMNS)
        .where('leftAt', 'is', null)
        .where(({ eb, fn }) => eb(fn<string>('lower', ['email']), '=', sql<string>`lower(${email})`))
        .executeTakeFirst();
    },

    find: (staffId: string): Promise<Account | undefined> =>
      db.selectFrom('accounts').select(COLUMNS).where('staffId', '=', staffId).executeTakeFirst(),

    /** Sets the password of a member of the staff, who need not have had one. */
    async setPassword(staffId: string, passwordHash: string, changedAt: Instant): Promise<void> {
      await db
        .insertInto('accounts')
        .values({ staffId, passwordHash, changedAt })
        .onConflict((conflict) => conflict.column('staffId').doUpdateSet({ passwordHash, changedAt }))
        .execute();
    },

    /** An account without a password, for who signs in by the identity provider; none if they have one. */
    async openWithoutPassword(staffId: string, changedAt: Instant): Promise<void> {
      await db
        .insertInto('accounts')
        .values({ staffId, passwordHash: null, changedAt })
        .onConflict((conflict) => conflict.column('staffId').doNothing())
        .execute();
    },

    /** Of everybody on the staff who can sign in: whether they have a password and a second factor, and when they were last seen. */
    async overview(): Promise<
      { staffId: string; password: boolean; secondFactor: boolean; seenAt: Instant | null }[]
    > {
      return db
        .selectFrom('accounts')
        .leftJoin('signIns', 'signIns.staffId', 'accounts.staffId')
        .groupBy('accounts.staffId')
        .select(({ fn }) => ['accounts.staffId', fn.max('seenAt').as('seenAt')])
        .select(sql<boolean>`password_hash is not null`.as('password'))
        .select(sql<boolean>`totp_secret is not null`.as('secondFactor'))
        .execute();
    },

    /** Forgets the password, the second factor, the sign-ins and the calendar address of somebody. */
    async remove(staffId: string): Promise<void> {
      for (const table of ['calendarFeeds', 'signIns', 'recoveryCodes', 'accountLinks', 'accounts'] as const)
        await db.deleteFrom(table).where('staffId', '=', staffId).execute();
    },

    /** Stores encrypted secrets of the second factor. */
    async keep(
      staffId: string,
      secrets: Partial<Pick<Account, 'totpSecret' | 'totpOffered'>>,
    ): Promise<void> {
      await db.updateTable('accounts').set(secrets).where('staffId', '=', staffId).execute();
    },

    /** Turns the second factor on, with the secret that was offered. The code of `totpStep` is used up. */
    async turnOn(staffId: string, totpSecret: string, totpStep: number): Promise<void> {
      await db
        .updateTable('accounts')
        .set({ totpSecret, totpStep, totpOffered: null })
        .where('staffId', '=', staffId)
        .execute();
    },

    /** Turns the second factor off, and forgets its secret and its recovery codes. */
    async turnOff(staffId: string): Promise<void> {
      await this.keep(staffId, { totpSecret: null, totpOffered: null });
      await this.replaceRecoveryCodes(staffId, []);
    },

    /** Uses up the code of a step, and all earlier ones. False if it was used already. */
    async useStep(staffId: string, totpStep: number): Promise<boolean> {
      const used = await db
        .updateTable('accounts')
        .set({ totpStep })
        .where('staffId', '=', staffId)
        .where('totpStep', '<', totpStep)
        .executeTakeFirst();
      return used.numUpdatedRows > 0n;
    },

    /**
     * Counts a code as failed until `codeSucceeded`: at most `most` since `after`, however many processes there are. Returns
     * since when there were too many.
     */
    async beginCode(
      staffId: string,
      { most, after, now }: { most: number; after: Instant; now: Instant },
    ): Promise<Instant | undefined> {
      const counted = await db
        .updateTable('accounts')
        .set({
          codesSince: sql`case when codes_since > ${after} then codes_since else ${now} end`,
          codesFailed: sql`case when codes_since > ${after} then least(codes_failed, ${most}) + 1 else 1 end`,
        })
        .where('staffId', '=', staffId)
        .returning(['codesSince', 'codesFailed'])
        .executeTakeFirst();
      return counted && counted.codesFailed > most ? (counted.codesSince ?? now) : undefined;
    },

    async codeSucceeded(staffId: string): Promise<void> {
      await db
        .updateTable('accounts')
        .set({ codesFailed: sql`greatest(codes_failed - 1, 0)` })
        .where('staffId', '=', staffId)
        .execute();
    },

    async replaceRecoveryCodes(staffId: string, hashes: readonly string[]): Promise<void> {
      await db.deleteFrom('recoveryCodes').where('staffId', '=', staffId).execute();
      const rows = hashes.map((hash) => ({ staffId, hash }));
      if (rows.length > 0) await db.insertInto('recoveryCodes').values(rows).execute();
    },

    /** Uses up a recovery code. False if the person has no such code, or no longer. */
    async useRecoveryCode(staffId: string, hash: string): Promise<boolean> {
      const used = await db
        .deleteFrom('recoveryCodes')
        .where('staffId', '=', staffId)
        .where('hash', '=', hash)
        .executeTakeFirst();
      return used.numDeletedRows > 0n;
    },

    async recoveryCodesLeft(staffId: string): Promise<number> {
      const { left } = await db
        .selectFrom('recoveryCodes')
        .select(({ fn }) => fn.countAll<number>().as('left'))
        .where('staffId', '=', staffId)
        .executeTakeFirstOrThrow();
      return left;
    },
  };
}
