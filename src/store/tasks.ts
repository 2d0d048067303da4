import type { Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import type { StaffRole } from '../course/state';
import type { Database, Db } from './database';
import { present, type Present } from './values';

/** A task for a role. `openedSeq` is the event that opened it. The same key can be opened again later. */
export type TaskRow = Present<Selectable<Database['tasks']>>;

export interface OpenTasks {
  role?: StaffRole;
  from?: Instant;
  before?: Instant;
  limit?: number;
}

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

    /** Open tasks of all courses, earliest due first. Optionally only of one role, or due in [from, before). */
    async open({ role, from, before, limit = 200 }: OpenTasks = {}): Promise<TaskRow[]> {
      let query = db.selectFrom('tasks').selectAll().where('closedAt', 'is', null);
      if (role) query = query.where('role', '=', role);
      if (from) query = query.where('dueBy', '>=', from);
      if (before) query = query.where('dueBy', '<', before);
      const rows = await query.orderBy('dueBy').orderBy('openedAt').orderBy('key').limit(limit).execute();
      return rows.map(present);
    },
  };
}
