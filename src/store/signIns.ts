import { sql, type Insertable, type Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import type { MemberRole } from '../vocabulary/roles';
import type { Stage } from './accessTables';
import type { Database, Db } from './database';

type Row = Selectable<Database['signIns']>;

/** Somebody's sign-in in one browser, with who they are now. */
export interface SignIn extends Omit<Row, 'hash' | 'factorElsewhere'> {
  readonly name: string;
  readonly email: string;
  readonly roles: MemberRole[];
}

/** The practice has begun to require a second factor: who has none signs in again, and sets one up. */
const LACKS_FACTOR = sql<boolean>`
  (stage = 'signedIn' and totp_secret is null and not factor_elsewhere and exists (select from practice where second_factor_required))`;

/** Sign-ins of the staff, stored only as hashes. What has ended is deleted. */
export function signInsRepository(db: Db) {
  const known = db
    .selectFrom('signIns')
    .innerJoin('staff', 'staff.id', 'signIns.staffId')
    .innerJoin('accounts', 'accounts.staffId', 'signIns.staffId')
    .select(['signIns.id', 'signIns.staffId', 'stage', 'browser', 'signIns.createdAt', 'seenAt'])
    .select(['name', 'email', 'roles'])
    .where('leftAt', 'is', null)
    .where((eb) => eb.not(LACKS_FACTOR));
  return {
    /** Stores a new one and deletes all that began before `expired`. */
    async begin(signIn: Insertable<Database['signIns']>, expired: Instant): Promise<void> {
      await db.deleteFrom('signIns').where('createdAt', '<=', expired).execute();
      await db.insertInto('signIns').values(signIn).execute();
    },

    /** Undefined if it does not exist, has ended, is of somebody who has left, or lacks what the practice requires. It may have expired. */
    find: (hash: string): Promise<SignIn | undefined> => known.where('hash', '=', hash).executeTakeFirst(),

    /** All of one person, the latest first. Some may have expired. */
    ofStaff: (staffId: string): Promise<SignIn[]> =>
      known
        .where('signIns.staffId', '=', staffId)
        .orderBy('signIns.createdAt', 'desc')
        .orderBy('signIns.id')
        .execute(),

    async seen(id: string, seenAt: Instant): Promise<void> {
      await db.updateTable('signIns').set({ seenAt }).where('id', '=', id).execute();
    },

    /** Moves on to the next stage under another secret, so that the one of before is worth nothing. */
    async advance(id: string, to: { stage: Stage; hash: string; seenAt: Instant }): Promise<void> {
      await db.updateTable('signIns').set(to).where('id', '=', id).execute();
    },

    async end(id: string): Promise<void> {
      await db.deleteFrom('signIns').where('id', '=', id).execute();
    },

    /** Ends all of one person, or all but one. Returns how many. */
    async endAll(staffId: string, except = ''): Promise<number> {
      const ended = await db
        .deleteFrom('signIns')
        .where('staffId', '=', staffId)
        .where('id', '<>', except)
        .executeTakeFirst();
      return Number(ended.numDeletedRows);
    },
  };
}
