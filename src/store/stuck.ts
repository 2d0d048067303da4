/** Courses that do not respond, as found by the watch, and which process is watching. */
import { sql, type Selectable } from 'kysely';
import { LEDGER_OPEN_DAYS } from '../course/decide/afterClose';
import { plusHours, type Instant } from '../time/instant';
import { appendAudit } from './audit';
import { databaseNow } from './leases';
import type { Database, Db, StuckWhy } from './database';
import { present, type Present } from './values';

export type StuckCourse = Present<Selectable<Database['stuckCourses']>>;

/** Who is notified that a course does not respond. */
export type Audience = 'lead' | 'engineers';
const NOTIFIED_AT = { lead: 'leadNotifiedAt', engineers: 'engineersNotifiedAt' } as const;

const HOURS_PER_DAY = 24;
const STREAM = 'watch';

export function stuckRepository(db: Db) {
  return {
    /** All stuck courses, those stuck longest first. */
    async list(): Promise<StuckCourse[]> {
      const rows = await db
        .selectFrom('stuckCourses')
        .selectAll()
        .orderBy('since')
        .orderBy('courseId')
        .execute();
      return rows.map(present);
    },

    async find(course: string): Promise<StuckCourse | undefined> {
      const row = await db
        .selectFrom('stuckCourses')
        .selectAll()
        .where('courseId', '=', course)
        .executeTakeFirst();
      return row && present(row);
    },

    /** Records a stuck course and audits it if it is new. If it was known, its first time is kept. */
    async found(course: string, why: StuckWhy, at: Instant): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const known = await tx
          .selectFrom('courses')
          .leftJoin('stuckCourses', 'stuckCourses.courseId', 'courses.id')
          .select('why')
          .where('courses.id', '=', course)
          .executeTakeFirst();
        if (!known || known.why === why) return;
        await tx
          .insertInto('stuckCourses')
          .values({ courseId: course, since: at, why })
          .onConflict((conflict) => conflict.column('courseId').doUpdateSet({ why }))
          .execute();
        await appendAudit(tx, [{ stream: STREAM, at, kind: 'course-stuck', course, detail: { why } }]);
      });
    },

    /** The course responds again or has ended. */
    async responds(course: string, at: Instant): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const gone = await tx.deleteFrom('stuckCourses').where('courseId', '=', course).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return;
        await appendAudit(tx, [{ stream: STREAM, at, kind: 'course-responds', course, detail: {} }]);
      });
    },

    /** The audience was notified of these courses. The mail server's answer goes into the audit. */
    async notified(
      audience: Audience,
      courses: readonly string[],
      at: Instant,
      detail: object,
    ): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('stuckCourses')
          .set({ [NOTIFIED_AT[audience]]: at })
          .where('courseId', 'in', courses)
          .execute();
        await appendAudit(tx, [
          { stream: STREAM, at, kind: `${audience}-notified`, detail: { courses, ...detail } },
        ]);
      });
    },

    /** The mail to the audience was permanently rejected, so nobody was notified. */
    notificationRefused: (
      audience: Audience,
      courses: readonly string[],
      at: Instant,
      detail: object,
    ): Promise<void> =>
      appendAudit(db, [
        { stream: STREAM, at, kind: `${audience}-not-notified`, detail: { courses, ...detail } },
      ]),

    /** A caller got no answer from the course. The watch checks it next. */
    async suspect(course: string, at: Instant): Promise<void> {
      await sql`insert into suspects (course_id, at)
        select id, cast(${at} as timestamptz) from courses where id = ${course} on conflict do nothing`.execute(
        db,
      );
    },

    /** Oldest first. */
    async suspects(limit = 200): Promise<string[]> {
      const rows = await db.selectFrom('suspects').select('courseId').orderBy('at').limit(limit).execute();
      return rows.map(({ courseId }) => courseId);
    },

    async unsuspect(course: string): Promise<void> {
      await db.deleteFrom('suspects').where('courseId', '=', course).execute();
    },

    /** Courses that, according to the database, must have a workflow or have only just ended. */
    async expected(now: Instant): Promise<string[]> {
      const ledgerOpen = plusHours(now, -(LEDGER_OPEN_DAYS + 1) * HOURS_PER_DAY);
      const rows = await db
        .selectFrom('courses')
        .select('id')
        .where('revision', '>', 0)
        .where((eb) => eb.or([eb('closed', 'is', null), eb('updatedAt', '>', ledgerOpen)]))
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },

    /**
     * One process watches at a time. Returns true if this holder now has the watch, for this many minutes by the
     * database's clock, since the clocks of processes may differ.
     */
    async takeWatch(holder: string, minutes: number): Promise<boolean> {
      const until = sql<Instant>`clock_timestamp() + make_interval(mins => ${minutes})`;
      const taken = await db
        .insertInto('watch')
        .values({ id: 1, holder, until })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet({ holder, until })
            .where((eb) => eb.or([eb('watch.holder', '=', holder), eb('watch.until', '<=', databaseNow)])),
        )
        .returning('id')
        .executeTakeFirst();
      return taken !== undefined;
    },

    /** The holder gives up the watch. Another process may take it at once. */
    async leaveWatch(holder: string): Promise<void> {
      await db.updateTable('watch').set({ until: databaseNow }).where('holder', '=', holder).execute();
    },

    /** Records a complete check of all courses. */
    async watched(at: Instant): Promise<void> {
      await db.updateTable('watch').set({ watchedAt: at }).where('id', '=', 1).execute();
    },

    /** How many courses do not respond, and the time of the last check. */
    async state(): Promise<{ stuck: number; watchedAt?: Instant }> {
      const row = await db
        .selectNoFrom((eb) => [
          eb.selectFrom('stuckCourses').select(eb.fn.countAll<number>().as('n')).as('stuck'),
          eb.selectFrom('watch').select('watchedAt').as('watchedAt'),
        ])
        .executeTakeFirstOrThrow();
      const { stuck, watchedAt } = row;
      return { stuck: stuck ?? 0, ...(watchedAt && { watchedAt }) };
    },
  };
}
