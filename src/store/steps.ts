/** The log by steps: what each step consumed and recorded. */
import type { Committed } from './contract';
import type { Recorded } from '../course/events';
import type { Db } from './database';
import { EVENT_COLUMNS, toRecorded } from './eventRow';

export function stepsRepository(db: Db) {
  return {
    /** All steps of a course, oldest first. */
    async ofCourse(course: string): Promise<Committed[]> {
      const steps = await db
        .selectFrom('courseSteps')
        .select(['revision', 'refusals', 'consumed'])
        .where('courseId', '=', course)
        .orderBy('revision')
        .execute();
      const events = await db
        .selectFrom('events')
        .select([...EVENT_COLUMNS, 'revision'])
        .where('courseId', '=', course)
        .orderBy('seq')
        .execute();
      const recorded = new Map<number, Recorded[]>(steps.map(({ revision }) => [revision, []]));
      for (const row of events) recorded.get(row.revision)?.push(toRecorded(row));
      return steps.map(({ revision, refusals, consumed }) => ({
        ...{ refusals, consumed, events: recorded.get(revision) ?? [] },
      }));
    },
  };
}
