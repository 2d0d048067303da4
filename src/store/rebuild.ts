/** Rebuilds the read models from the log. The log and the answers of transports stay unchanged. */
import type { Db } from './database';
import { foldLog } from '../course/fold';
import { calendarOf } from '../course/status/calendar';
import { listed } from '../course/status/listed';
import { summaryColumns } from './commitStep';
import { EVENT_COLUMNS, toRecorded } from './eventRow';
import { project } from './project';
import { saveListed } from './saveListed';
import { stepsRepository } from './steps';
import { jsonb } from './values';

export interface Rebuilt {
  courses: number;
  events: number;
}

/**
 * Rebuilds all tasks, adds missing rows to the ledger and the messages, and restores each course's row from its last
 * step's summary. A message whose row was lost becomes `unknown`: it may have been sent.
 * Uses one transaction per course, so courses keep working. @throws StoreError
 */
export async function rebuild(db: Db): Promise<Rebuilt> {
  const courses = await db.selectFrom('courses').select('id').orderBy('id').execute();
  let events = 0;
  for (const { id } of courses) {
    events += await db.transaction().execute((tx) => rebuildCourse(tx, id));
  }
  return { courses: courses.length, events };
}

async function rebuildCourse(tx: Db, course: string): Promise<number> {
  // A commit of this course and a rebuild wait for each other: both write the course's row.
  await tx.selectFrom('courses').select('id').where('id', '=', course).forUpdate().execute();
  const events = await tx
    .selectFrom('events')
    .select([...EVENT_COLUMNS, 'hash'])
    .where('courseId', '=', course)
    .orderBy('seq')
    .execute();
  await tx.deleteFrom('tasks').where('courseId', '=', course).execute();
  const kept = await messageKeys(tx, course);
  for (const row of events) {
    const event = toRecorded(row);
    if (isAboutMessages(event.type) && 'key' in event && kept.has(event.key)) continue;
    if (event.type === 'messageDue' && kept.has(event.message.key)) continue;
    await project(tx, course, event);
  }
  await doubtLost(tx, course, kept);
  const step = await tx
    .selectFrom('courseSteps')
    .select(['revision', 'at', 'summary'])
    .where('courseId', '=', course)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  if (step) {
    const { revision, at, summary } = step;
    await tx
      .updateTable('courses')
      .set({ revision, sequence: events.length, ...summaryColumns(summary, at) })
      .where('id', '=', course)
      .execute();
    // The state follows only from a log that is whole.
    if (events[0]?.type === 'courseStarted') {
      const folded = foldLog(await stepsRepository(tx).ofCourse(course));
      await saveListed(tx, course, listed(folded, step.at));
      // The summary of a step of an earlier release may lack part of it.
      await tx
        .updateTable('courses')
        .set({ calendar: jsonb(calendarOf(folded)) })
        .where('id', '=', course)
        .execute();
    }
  }
  return events.length;
}

const isAboutMessages = (type: string) => type.startsWith('message');

async function messageKeys(tx: Db, course: string): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('messages').select('key').where('courseId', '=', course).execute();
  return new Set(rows.map(({ key }) => key));
}

async function doubtLost(tx: Db, course: string, kept: ReadonlySet<string>): Promise<void> {
  let lost = tx
    .updateTable('messages')
    .set({ state: 'unknown', lastError: 'Rebuilt: the record of its delivery was lost.' })
    .where('courseId', '=', course)
    .where('state', '=', 'pending');
  if (kept.size) lost = lost.where('key', 'not in', [...kept]);
  await lost.execute();
}
