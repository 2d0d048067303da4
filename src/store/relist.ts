/** Writes all courses to the lists that an update has added. Otherwise a course is on them after its next step only. */
import { sql } from 'kysely';
import { foldLog } from '../course/fold';
import { listed } from '../course/status/listed';
import type { Db } from './database';
import { saveListed } from './saveListed';
import { stepsRepository } from './steps';

/** Raise it when lists show more of a course (`Listed`). */
const LISTS_VERSION = 4;

/** Of all processes that start, one does it. */
const LOCK = 7_310_442;

/**
 * Once for each version of the lists, one course at a time while courses continue. Returns how many courses were written;
 * undefined if nothing was owed. It begins anew if it was interrupted. `begun` is called before the first. @throws StoreError
 */
export async function relistIfOwed(
  db: Db,
  begun: () => void = () => undefined,
  stopped?: AbortSignal,
): Promise<number | undefined> {
  return db.connection().execute(async (one) => {
    const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${LOCK}) as taken`.execute(
      one,
    );
    if (!rows[0]?.taken) return undefined;
    try {
      const written = await one.selectFrom('listsWritten').select('version').executeTakeFirst();
      if (written && written.version >= LISTS_VERSION) return undefined;
      const courses = await one.selectFrom('courses').select('id').orderBy('id').execute();
      if (courses.length > 0) begun();
      const failures: unknown[] = [];
      for (const { id } of courses) {
        if (stopped?.aborted) return undefined;
        // A log that cannot be read must not keep the others off their lists.
        await one
          .transaction()
          .execute((tx) => relist(tx, id))
          .catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
      await one
        .insertInto('listsWritten')
        .values({ id: 1, version: LISTS_VERSION })
        .onConflict((row) => row.column('id').doUpdateSet({ version: LISTS_VERSION }))
        .execute();
      return courses.length;
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(one);
    }
  });
}

async function relist(tx: Db, course: string): Promise<void> {
  // A commit of this course and this wait for each other: both write the course's row.
  await tx.selectFrom('courses').select('id').where('id', '=', course).forUpdate().execute();
  const steps = await stepsRepository(tx).ofCourse(course);
  const last = await tx
    .selectFrom('courseSteps')
    .select('at')
    .where('courseId', '=', course)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  // The state follows only from a log that is whole.
  if (last && steps[0]?.events[0]?.type === 'courseStarted')
    await saveListed(tx, course, listed(foldLog(steps), last.at));
}
