/**
 * Signals for many courses. They are stored together with the change they announce, before any course gets them,
 * and are delivered even if the process that stored them dies.
 */
import { sql } from 'kysely';
import { plusMinutes, type Instant } from '../time/instant';
import type { Actor, SignalName } from '../catalog/signals';
import type { Db } from './database';
import { jsonb } from './values';

/** A report that is the same for all courses: a signal without its course. */
export interface BroadcastReport {
  /** The signal's id, in every course. */
  id: string;
  name: SignalName;
  fields: object;
  by: Actor;
}

/** A report that one course has not received yet. */
export interface PendingBroadcast {
  report: BroadcastReport;
  course: string;
  /** Code of the latest failure; `not-yet` before the first attempt. */
  why: string;
  attempts: number;
}

export interface PendingFilter {
  broadcast?: string;
  /** Only reports that are due for another attempt by then. */
  dueBy?: Instant;
  limit?: number;
}

/** The process that stored a report delivers it first; after this time, others may. */
const HEAD_START_MINUTES = 1;
/** The wait between attempts doubles, from half a minute up to this. */
const LONGEST_WAIT_MINUTES = 10;

const waitAfter = (attempts: number): number => Math.min(LONGEST_WAIT_MINUTES, 2 ** (attempts - 1) / 2);

export function broadcastsRepository(db: Db) {
  return {
    /**
     * Stores the report for every open course, or for those of one client. It replaces earlier reports of the same
     * name that a course has not received. If the same report is still pending for a course, that one is used.
     * `knownTo`: the course that it came from. Returns the report's id.
     */
    async announce(
      { id, name, fields, by }: BroadcastReport,
      at: Instant,
      client?: string,
      knownTo?: string,
    ): Promise<string> {
      const audience = client === undefined ? sql`is null` : sql`= ${client}`;
      const known = await db
        .selectFrom('broadcasts')
        .select('id')
        .where('name', '=', name)
        .where('fields', '=', jsonb(fields))
        .where(sql<boolean>`client_id ${audience}`)
        .where((eb) =>
          // Reports that are only pending for closed courses do not count.
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
      const ofClient = client === undefined ? sql`true` : sql`client_id = ${client}`;
      const open = sql`select id from courses where closed is null and ${ofClient}`;
      await sql`delete from unreached using broadcasts b where b.id = unreached.broadcast_id
        and b.name = ${name} and b.id <> ${id} and unreached.course_id in (${open})`.execute(db);
      await sql`insert into unreached (broadcast_id, course_id, next_at)
        select ${id}, due.id, cast(${plusMinutes(at, HEAD_START_MINUTES)} as timestamptz) from (${open}) due
        where due.id is distinct from ${knownTo ?? null}
        on conflict do nothing`.execute(db);
      await this.tidy();
      return id;
    },

    /** The courses that have not received their report yet, earliest report first. */
    async unreached({ broadcast, dueBy, limit = 10_000 }: PendingFilter = {}): Promise<PendingBroadcast[]> {
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

    /** The course has received the report, or no longer needs it. */
    async reached(broadcast: string, course: string): Promise<void> {
      await db
        .deleteFrom('unreached')
        .where('broadcastId', '=', broadcast)
        .where('courseId', '=', course)
        .execute();
    },

    /** The course could not be reached. It is tried again, after a longer wait each time. */
    async failed({ report, course, attempts }: PendingBroadcast, why: string, at: Instant): Promise<void> {
      await db
        .updateTable('unreached')
        .set({ why, attempts: attempts + 1, nextAt: plusMinutes(at, waitAfter(attempts + 1)) })
        .where('broadcastId', '=', report.id)
        .where('courseId', '=', course)
        .execute();
    },

    /** Deletes reports that every course has received; the courses' logs have them. */
    async tidy(): Promise<void> {
      await sql`delete from broadcasts where not exists
        (select from unreached where unreached.broadcast_id = broadcasts.id)`.execute(db);
    },
  };
}
