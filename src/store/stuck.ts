/** Courses that do not respond, as the watch has found them; and who is watching. */
import { sql, type Selectable } from 'kysely';
import { LEDGER_OPEN_DAYS } from '../course/decide/afterClose';
import { plusHours, type Instant } from '../time/instant';
import { appendAudit } from './audit';
import { databaseNow } from './leases';
import type { Database, Db, StuckWhy } from './database';
import { present, type Present } from './values';

export type StuckCourse = Present<Selectable<Database['stuckCourses']>>;

/** Who is told that a course does not respond. */
export type Audience = 'lead' | 'engineers';
const TOLD_AT = { lead: 'leadToldAt', engineers: 'engineersToldAt' } as const;

const HOURS_A_DAY = 24;
const STREAM = 'watch';

export function stuckRepository(db: Db) {
  return {
    /** All of them, the longest first. */
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

    /** Keeps the finding, and in the audit that it is new. Found again, it keeps its first instant. */
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

    /** The course responds again, or has nothing more to do. */
    async responds(course: string, at: Instant): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const gone = await tx.deleteFrom('stuckCourses').where('courseId', '=', course).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return;
        await appendAudit(tx, [{ stream: STREAM, at, kind: 'course-responds', course, detail: {} }]);
      });
    },

    /** These people have been told of these courses: what the mail server said is in the audit. */
    async told(audience: Audience, courses: readonly string[], at: Instant, detail: object): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('stuckCourses')
          .set({ [TOLD_AT[audience]]: at })
          .where('courseId', 'in', courses)
          .execute();
        await appendAudit(tx, [
          { stream: STREAM, at, kind: `${audience}-told`, detail: { courses, ...detail } },
        ]);
      });
    },

    /** The mail to these people was refused for good: they have not been told. */
    refusedToHear: (
      audience: Audience,
      courses: readonly string[],
      at: Instant,
      detail: object,
    ): Promise<void> =>
      appendAudit(db, [{ stream: STREAM, at, kind: `${audience}-not-told`, detail: { courses, ...detail } }]),

    /** Somebody got no answer from it: the watch looks at it next. */
    async suspect(course: string, at: Instant): Promise<void> {
      await sql`insert into suspects (course_id, at)
        select id, cast(${at} as timestamptz) from courses where id = ${course} on conflict do nothing`.execute(
        db,
      );
    },

    /** The longest first. */
    async suspects(limit = 200): Promise<string[]> {
      const rows = await db.selectFrom('suspects').select('courseId').orderBy('at').limit(limit).execute();
      return rows.map(({ courseId }) => courseId);
    },

    async unsuspect(course: string): Promise<void> {
      await db.deleteFrom('suspects').where('courseId', '=', course).execute();
    },

    /** Courses that have begun and whose workflow has to be there, by what the database knows; or may have ended. */
    async expected(now: Instant): Promise<string[]> {
      const ledgerOpen = plusHours(now, -(LEDGER_OPEN_DAYS + 1) * HOURS_A_DAY);
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
     * One process watches at a time: true for whoever holds the watch, anew or still, for so many minutes. By the
     * database's clock: the processes' own may differ.
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

    /** Whoever holds it gives it up: another may watch at once. */
    async leaveWatch(holder: string): Promise<void> {
      await db.updateTable('watch').set({ until: databaseNow }).where('holder', '=', holder).execute();
    },

    /** A whole look at all courses is done. */
    async watched(at: Instant): Promise<void> {
      await db.updateTable('watch').set({ watchedAt: at }).where('id', '=', 1).execute();
    },

    /** How many do not respond, and when somebody last looked. */
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
