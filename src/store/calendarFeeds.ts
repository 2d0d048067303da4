import { sql } from 'kysely';
import type { SessionFact } from '../course/status/facts';
import type { Instant } from '../time/instant';
import type { MemberRole } from '../vocabulary/roles';
import type { Db } from './database';
import { staffRepository } from './staff';

/** A calendar address, and what is known of its reader. */
export interface CalendarFeed {
  staffId: string;
  roles: MemberRole[];
  /** Of the content when it was last read. */
  etag: string;
  changedAt: Instant;
}

/** A session in somebody's calendar. */
export interface FeedSession extends Pick<SessionFact, 'ref' | 'start' | 'minutes'> {
  course: string;
  takesPlace: boolean;
  /** They hold it. Otherwise they are on the care team of its course. */
  own: boolean;
  /** When its course last changed. */
  updatedAt: Instant;
}

/** The private calendar addresses of the staff, one a person, stored only as hashes. */
export function calendarFeedsRepository(db: Db) {
  return {
    /** When a person's address was made; undefined if they have none. */
    async createdAt(staffId: string): Promise<Instant | undefined> {
      const row = await db
        .selectFrom('calendarFeeds')
        .select('createdAt')
        .where('staffId', '=', staffId)
        .executeTakeFirst();
      return row?.createdAt;
    },

    /** Gives the person a new address. The one of before no longer works. */
    async renew(staffId: string, hash: string, at: Instant): Promise<void> {
      const row = { hash, createdAt: at, changedAt: at, etag: '' };
      await db
        .insertInto('calendarFeeds')
        .values({ staffId, ...row })
        .onConflict((conflict) => conflict.column('staffId').doUpdateSet(row))
        .execute();
    },

    /** False if there was none. */
    async revoke(staffId: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('calendarFeeds')
        .where('staffId', '=', staffId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    /** Undefined if there is none, or its owner has left. */
    open: (hash: string): Promise<CalendarFeed | undefined> =>
      db
        .selectFrom('calendarFeeds')
        .innerJoin('staff', 'staff.id', 'calendarFeeds.staffId')
        .select(['staffId', 'roles', 'etag', 'changedAt'])
        .where('hash', '=', hash)
        .where('leftAt', 'is', null)
        .executeTakeFirst(),

    /** Keeps when the content became another one. */
    async changed(staffId: string, etag: string, changedAt: Instant): Promise<void> {
      await db.updateTable('calendarFeeds').set({ etag, changedAt }).where('staffId', '=', staffId).execute();
    },

    /**
     * The sessions in [from, before) that the person holds, and all of the courses whose care team names them. Where a
     * role has only one person, they hold what is for it.
     */
    async sessions(
      { staffId, roles }: Pick<CalendarFeed, 'staffId' | 'roles'>,
      { from, before }: { from: Instant; before: Instant },
    ): Promise<FeedSession[]> {
      const staff = await staffRepository(db).list();
      const alone = roles.filter((role) => staff.filter((each) => each.roles.includes(role)).length === 1);
      const rows = await db
        .selectFrom('sessions')
        .innerJoin('courses', 'courses.id', 'sessions.courseId')
        .select(['sessions.courseId as course', 'fact', 'status', 'closed', 'updatedAt'])
        .select(
          sql<
            string[]
          >`array(select role from care_team t where t.course_id = courses.id and t.staff_id = ${staffId})`.as(
            'named',
          ),
        )
        .where('startAt', '>=', from)
        .where('startAt', '<', before)
        .where(
          sql<boolean>`(sessions.fact -> 'roles' ?| ${alone}::text[] or exists (
            select from care_team t where t.course_id = courses.id and t.staff_id = ${staffId}))`,
        )
        .orderBy('startAt')
        .orderBy('sessions.courseId')
        .execute();
      return rows.map(
        ({ course, fact: { ref, start, minutes, roles: needed }, status, closed, named, updatedAt }) => ({
          ...{ course, ref, start, minutes, updatedAt },
          takesPlace: status !== 'cancelled' && !(closed !== null && status === 'scheduled'),
          own: needed.some((role) => alone.includes(role) || (named.includes(role) && roles.includes(role))),
        }),
      );
    },
  };
}
