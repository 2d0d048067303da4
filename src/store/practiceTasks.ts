/**
 * Work for the practice as a whole: what one cause does to many courses is one task. Derived from the tables
 * each time it is asked for, so that nothing has to be opened, closed or kept in step.
 */
import { sql, type SelectQueryBuilder } from 'kysely';
import { plusMinutes, type Instant } from '../time/instant';
import type { StaffRole } from '../course/state';
import type { Database, Db } from './database';

export const PRACTICE_TASKS = [
  'course-stuck',
  'safety-page-unsent',
  'mail-outage',
  'calendar-not-delivered',
] as const;

export interface PracticeTask {
  kind: (typeof PRACTICE_TASKS)[number];
  role: StaffRole;
  since: Instant;
  /** How many it is about: messages, or courses. */
  count: number;
  /** Ids of the courses it is about, at most 50. */
  courses: string[];
  /** What is to be done, for people. */
  sentence: string;
}

/** The task at this moment, if its cause holds. */
type Watch = (db: Db, now: Instant) => Promise<PracticeTask | undefined>;

/** Mail counts as out when it has not been taken for this long; a server that asks to come back is none. */
const OUTAGE_MINUTES = 3;

/** Telling all courses of a change takes so long at most; a course that has failed to hear it is a task at once. */
const TELLING_MINUTES = 1;

const MOST_COURSES = 50;

const courseIds = (column: string) =>
  sql<string[]>`(array_agg(distinct ${sql.ref(column)}))[1:${sql.lit(MOST_COURSES)}]`.as('courses');

/** Messages are waiting that the mail server has not taken for minutes; those behind them wait too. */
const mailOutage: Watch = async (db, now) => {
  const waiting = await found(waitingMessages(db));
  if (!waiting?.since || waiting.since > plusMinutes(now, -OUTAGE_MINUTES)) return undefined;
  const { since, count, courses } = waiting;
  const what = count === 1 ? '1 message is' : `${count} messages are`;
  const sentence = `E-mail is delayed: ${what} waiting to go out. Call about anything urgent.`;
  return { kind: 'mail-outage', role: 'frontDesk', since, count, courses, sentence };
};

/** A page about a person in danger is not waited for: its first failure is a task. */
const safetyPageUnsent: Watch = async (db) => {
  const pages = waitingMessages(db)
    .where('safety', '=', true)
    .where('recipient', '<>', 'partner')
    .where('deferredAt', 'is not', null);
  const waiting = await found(pages);
  if (!waiting?.since) return undefined;
  const { since, count, courses } = waiting;
  const what = count === 1 ? 'A safety page has' : `${count} safety pages have`;
  const sentence = `${what} not gone out by e-mail. Call the therapist, the prescriber, or the lead now.`;
  return { kind: 'safety-page-unsent', role: 'frontDesk', since, count, courses, sentence };
};

/** Nothing is taken from people for these courses, and none of their reminders goes out. */
const courseStuck: Watch = async (db) => {
  const stuck = await db
    .selectFrom('stuckCourses')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('since').as('since'),
      courseIds('course_id'),
    ])
    .executeTakeFirstOrThrow();
  if (!stuck.since) return undefined;
  const { since, count, courses } = stuck;
  const what = count === 1 ? '1 course does not respond' : `${count} courses do not respond`;
  const sentence = `${what}. Write reports down, call about anything urgent, and call an engineer.`;
  return { kind: 'course-stuck', role: 'lead', since, count, courses, sentence };
};

/** They are told by themselves as soon as they respond; until then their dates may be wrong. */
const calendarNotDelivered: Watch = async (db, now) => {
  const unreached = await db
    .selectFrom('unreached')
    .innerJoin('broadcasts', 'broadcasts.id', 'unreached.broadcastId')
    .where((eb) =>
      eb.or([eb('attempts', '>', 0), eb('broadcasts.at', '<', plusMinutes(now, -TELLING_MINUTES))]),
    )
    .select((eb) => [
      eb.fn.count<number>('courseId').distinct().as('count'),
      eb.fn.min('broadcasts.at').as('since'),
      courseIds('unreached.course_id'),
    ])
    .executeTakeFirstOrThrow();
  if (!unreached.since) return undefined;
  const { since, count, courses } = unreached;
  const what = count === 1 ? '1 course has' : `${count} courses have`;
  const then =
    count === 1
      ? 'Check the dates of its sessions. It is told as soon as it responds.'
      : 'Check the dates of their sessions. They are told as soon as they respond.';
  const sentence = `${what} not been told yet of new closed days or of a client’s new time zone. ${then}`;
  return { kind: 'calendar-not-delivered', role: 'frontDesk', since, count, courses, sentence };
};

const WATCHES: Record<PracticeTask['kind'], Watch> = {
  'course-stuck': courseStuck,
  'safety-page-unsent': safetyPageUnsent,
  'mail-outage': mailOutage,
  'calendar-not-delivered': calendarNotDelivered,
};

export function practiceTasksRepository(db: Db) {
  return {
    /** Everything the practice as a whole has to do at `now`, the most urgent first. */
    async open(now: Instant): Promise<PracticeTask[]> {
      const tasks = await Promise.all(PRACTICE_TASKS.map((kind) => WATCHES[kind](db, now)));
      return tasks.filter((task) => task !== undefined);
    },
  };
}

type Messages = SelectQueryBuilder<Database, 'messages', object>;

const waitingMessages = (db: Db): Messages =>
  db.selectFrom('messages').where('state', 'in', ['pending', 'sending']);

/** How many they are, in which courses, and since when the first of them has been deferred. */
async function found(messages: Messages) {
  const row = await messages
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('deferredAt').as('since'),
      courseIds('course_id'),
    ])
    .executeTakeFirst();
  return row && { count: row.count, since: row.since ?? undefined, courses: row.courses };
}
