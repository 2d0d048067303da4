/**
 * Reports that many courses must hear: written down with the change they tell of, before any course is told.
 * What is written here is owed, whatever becomes of the process that began to tell it.
 */
import { sql } from 'kysely';
import { plusMinutes, type Instant } from '../time/instant';
import type { Actor, SignalName } from '../catalog/signals';
import type { Db } from './database';
import { jsonb } from './values';

/** One report, the same for all courses: a signal without its course. */
export interface OwedReport {
  /** The signal's id, in every course. */
  id: string;
  name: SignalName;
  fields: object;
  by: Actor;
}

/** A course that has not been told yet. */
export interface Owed {
  report: OwedReport;
  course: string;
  /** Code of the latest failure; `not-yet` before the first attempt. */
  why: string;
  attempts: number;
}

export interface OwedFilter {
  broadcast?: string;
  /** Only what is to be tried again by then. */
  dueBy?: Instant;
  limit?: number;
}

/** Whoever wrote it down tells it first; after so long others may. */
const HEAD_START_MINUTES = 1;
/** Waits between attempts double from half a minute up to this. */
const LONGEST_WAIT_MINUTES = 10;

const waitAfter = (attempts: number): number => Math.min(LONGEST_WAIT_MINUTES, 2 ** (attempts - 1) / 2);

export function broadcastsRepository(db: Db) {
  return {
    /**
     * Owes it to every open course, or to those of one client; an earlier report of the same name that one of
     * them has not heard is void. The same report again, while it is still owed to somebody, is that one.
     * Returns the id under which it is owed.
     */
    async owe({ id, name, fields, by }: OwedReport, at: Instant, client?: string): Promise<string> {
      const audience = client === undefined ? sql`is null` : sql`= ${client}`;
      const known = await db
        .selectFrom('broadcasts')
        .select('id')
        .where('name', '=', name)
        .where('fields', '=', jsonb(fields))
        .where(sql<boolean>`client_id ${audience}`)
        .where((eb) =>
          // What is owed to courses that have closed meanwhile says nothing of the others.
          eb.exists(
            eb
              .selectFrom('unreached')
              .innerJoin('courses', 'courses.id', 'unreached.courseId')
              .select('courseId')
              .whereRef('broadcastId', '=', 'broadcasts.id')
              .where('courses.closed', 'is', null),
          ),
        )
        .executeTakeFirst();
      if (known) return known.id;
      await db
        .insertInto('broadcasts')
        .values({
          ...{ id, name, fields: jsonb(fields), clientId: client ?? null },
          ...{ byRole: by.role, byId: by.id, at },
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      const whose = client === undefined ? sql`true` : sql`client_id = ${client}`;
      const open = sql`select id from courses where closed is null and ${whose}`;
      await sql`delete from unreached using broadcasts b where b.id = unreached.broadcast_id
        and b.name = ${name} and b.id <> ${id} and unreached.course_id in (${open})`.execute(db);
      await sql`insert into unreached (broadcast_id, course_id, next_at)
        select ${id}, due.id, cast(${plusMinutes(at, HEAD_START_MINUTES)} as timestamptz) from (${open}) due
        on conflict do nothing`.execute(db);
      await this.tidy();
      return id;
    },

    /** Who has not been told yet, the earliest report first. */
    async unreached({ broadcast, dueBy, limit = 10_000 }: OwedFilter = {}): Promise<Owed[]> {
      let query = db
        .selectFrom('unreached')
        .innerJoin('broadcasts', 'broadcasts.id', 'unreached.broadcastId')
        .select(['broadcasts.id', 'name', 'fields', 'byRole', 'byId', 'courseId', 'why', 'attempts']);
      if (broadcast !== undefined) query = query.where('broadcastId', '=', broadcast);
      if (dueBy !== undefined) query = query.where('nextAt', '<=', dueBy);
      const rows = await query.orderBy('broadcasts.at').orderBy('courseId').limit(limit).execute();
      return rows.map(({ id, name, fields, byRole, byId, courseId, why, attempts }) => ({
        ...{ report: { id, name, fields, by: { role: byRole, id: byId } } },
        ...{ course: courseId, why, attempts },
      }));
    },

    /** The course has heard it, or need not. */
    async told(broadcast: string, course: string): Promise<void> {
      await db
        .deleteFrom('unreached')
        .where('broadcastId', '=', broadcast)
        .where('courseId', '=', course)
        .execute();
    },

    /** The course could not be told; it is tried again after a while, a longer one each time. */
    async missed({ report, course, attempts }: Owed, why: string, at: Instant): Promise<void> {
      await db
        .updateTable('unreached')
        .set({ why, attempts: attempts + 1, nextAt: plusMinutes(at, waitAfter(attempts + 1)) })
        .where('broadcastId', '=', report.id)
        .where('courseId', '=', course)
        .execute();
    },

    /** Forgets the reports everybody has heard: the courses' own logs tell of them. */
    async tidy(): Promise<void> {
      await sql`delete from broadcasts where not exists
        (select from unreached where unreached.broadcast_id = broadcasts.id)`.execute(db);
    },
  };
}
