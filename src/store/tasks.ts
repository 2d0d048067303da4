import { sql, type Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import { SAFETY_FIRST } from '../vocabulary/urgency';
import { STAFF_ROLES, type StaffRole } from '../vocabulary/roles';
import type { Database, Db } from './database';
import { present, type Present } from './values';

/** A task for a role. `openedSeq` is the event that opened it. The same key can be opened again later. */
export type TaskRow = Present<Selectable<Database['tasks']>>;

/** An open task, with the client and the protocol of its course, and the time that the client asked for, if it is about that. */
export type OpenTask = TaskRow & {
  client?: { id: string; name: string };
  phone?: string | undefined;
  wish?: Instant;
} & Pinned;

/** The version of its protocol that a course follows. */
export interface Pinned {
  protocol?: string | undefined;
  protocolVersion?: number | undefined;
}

export interface OpenTasks {
  role?: StaffRole;
  /** Only tasks for the roles that this person has in the care team of the course. */
  of?: string;
  from?: Instant;
  before?: Instant;
  limit?: number;
}

/** The latest wish for the session: an earlier one is answered, or no longer holds. */
const wish = sql<Instant | null>`case when kind = 'another-time' then (
  select body ->> 'start' from events
  where events.course_id = tasks.course_id and type = 'rescheduleRequested' and body ->> 'session' = tasks.session
  order by seq desc limit 1
) end`;

/** As `inUrgency` sorts. */
const urgency = sql<number>`case ${sql.join(
  SAFETY_FIRST.map((kinds, place) => sql`when kind in (${sql.join(kinds)}) then ${sql.lit(place)}`),
  sql` `,
)} else ${sql.lit(SAFETY_FIRST.length)} end`;

export function tasksRepository(db: Db) {
  return {
    /** All tasks of a course, including closed ones, oldest first. */
    async ofCourse(course: string): Promise<TaskRow[]> {
      const rows = await db
        .selectFrom('tasks')
        .selectAll()
        .where('courseId', '=', course)
        .orderBy('openedSeq')
        .execute();
      return rows.map(present);
    },

    /** Open tasks of all courses, what is about safety first, then the earliest due. Optionally only of one role or person, or due in [from, before). */
    async open({ role, of, from, before, limit = 200 }: OpenTasks = {}): Promise<OpenTask[]> {
      let query = db
        .selectFrom('tasks')
        .innerJoin('courses', 'courses.id', 'tasks.courseId')
        .leftJoin('clients', 'clients.id', 'courses.clientId')
        .selectAll('tasks')
        .select(['clients.id as clientId', 'clients.name as clientName', 'clients.phone'])
        .select(['protocol', 'protocolVersion', wish.as('wish')])
        .where('closedAt', 'is', null);
      if (role) query = query.where('tasks.role', '=', role);
      if (of !== undefined) {
        query = query.where((eb) =>
          eb.exists(
            eb
              .selectFrom('careTeam')
              .select('staffId')
              .whereRef('careTeam.courseId', '=', 'tasks.courseId')
              .whereRef('careTeam.role', '=', 'tasks.role')
              .where('staffId', '=', of),
          ),
        );
      }
      if (from) query = query.where('dueBy', '>=', from);
      if (before) query = query.where('dueBy', '<', before);
      const rows = await query
        .orderBy(urgency)
        .orderBy('dueBy')
        .orderBy('openedAt')
        .orderBy('key')
        .limit(limit)
        .execute();
      return rows.map(({ clientId, clientName, wish: start, ...task }) => ({
        ...present(task),
        ...(start !== null && { wish: start }),
        ...(clientId !== null && { client: { id: clientId, name: clientName ?? '' } }),
      }));
    },

    /** How many open tasks of each role were due before `now`. */
    async overdue(now: Instant): Promise<Record<StaffRole, number>> {
      const rows = await db
        .selectFrom('tasks')
        .select((eb) => ['role', eb.fn.countAll<number>().as('count')])
        .where('closedAt', 'is', null)
        .where('dueBy', '<', now)
        .groupBy('role')
        .execute();
      const of = (role: StaffRole) => rows.find((row) => row.role === role)?.count ?? 0;
      return Object.fromEntries(STAFF_ROLES.map((role) => [role, of(role)])) as Record<StaffRole, number>;
    },
  };
}
