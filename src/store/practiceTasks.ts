/**
 * Tasks for the practice as a whole: one cause that affects many courses is one task. They are derived from the
 * tables on every read, so there is no task state to keep in sync.
 */
import { sql, type SelectQueryBuilder } from 'kysely';
import { revealingSender } from '../catalog/revealingWords';
import { plusMinutes, type Instant } from '../time/instant';
import type { StaffRole } from '../course/state';
import type { Database, Db } from './database';

export const PRACTICE_TASKS = [
  'course-stuck',
  'safety-page-unsent',
  'mail-outage',
  'sender-reveals',
  'calendar-not-delivered',
  'overdue-inquiries-unsent',
] as const;

export interface PracticeTask {
  kind: (typeof PRACTICE_TASKS)[number];
  role: StaffRole;
  since: Instant;
  /** How many messages, courses or inquiries it is about. */
  count: number;
  /** Ids of the courses it is about, at most 50. */
  courses: string[];
  /** What to do. */
  sentence: string;
}

/** The task, if its cause exists now. */
type Watch = (db: Db, now: Instant) => Promise<PracticeTask | undefined>;

/** E-mail counts as down after the mail server has deferred messages for this long; a short deferral is no outage. */
const OUTAGE_MINUTES = 3;

/** Broadcasting a change to all courses takes at most this long; a failed delivery becomes a task at once. */
const BROADCAST_MINUTES = 1;

const MOST_COURSES = 50;

const courseIds = (column: string) =>
  sql<string[]>`(array_agg(distinct ${sql.ref(column)}))[1:${sql.lit(MOST_COURSES)}]`.as('courses');

/** The mail server has not accepted messages for minutes, and those queued behind them wait too. */
const mailOutage: Watch = async (db, now) => {
  const waiting = await summaryOf(waitingMessages(db));
  if (!waiting?.since || waiting.since > plusMinutes(now, -OUTAGE_MINUTES)) return undefined;
  const { since, count, courses } = waiting;
  const what = count === 1 ? '1 message is' : `${count} messages are`;
  const sentence = `Call about anything urgent: e-mail is delayed, and ${what} waiting to go out.`;
  return { kind: 'mail-outage', role: 'frontDesk', since, count, courses, sentence };
};

/** A page about a person in danger cannot wait: its first failure is a task. */
const safetyPageUnsent: Watch = async (db) => {
  const pages = waitingMessages(db)
    .where('safety', '=', true)
    .where('recipient', '<>', 'partner')
    .where('deferredAt', 'is not', null);
  const waiting = await summaryOf(pages);
  if (!waiting?.since) return undefined;
  const { since, count, courses } = waiting;
  const what = count === 1 ? 'a safety page has' : `${count} safety pages have`;
  const sentence = `Call the therapist, the prescriber, or the lead now: ${what} not gone out by e-mail.`;
  return { kind: 'safety-page-unsent', role: 'frontDesk', since, count, courses, sentence };
};

/** These courses accept no reports and send no reminders. */
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
  const sentence = `Call an engineer, write reports down, and call about anything urgent: ${what}.`;
  return { kind: 'course-stuck', role: 'lead', since, count, courses, sentence };
};

/** These courses are notified automatically as soon as they respond; until then their dates may be wrong. */
const calendarNotDelivered: Watch = async (db, now) => {
  const unreached = await db
    .selectFrom('unreached')
    .innerJoin('broadcasts', 'broadcasts.id', 'unreached.broadcastId')
    .where((eb) =>
      eb.or([eb('attempts', '>', 0), eb('broadcasts.at', '<', plusMinutes(now, -BROADCAST_MINUTES))]),
    )
    .select((eb) => [
      eb.fn.count<number>('courseId').distinct().as('count'),
      eb.fn.min('broadcasts.at').as('since'),
      courseIds('unreached.course_id'),
    ])
    .executeTakeFirstOrThrow();
  if (!unreached.since) return undefined;
  const { since, count, courses } = unreached;
  const what = count === 1 ? '1 course' : `${count} courses`;
  const has = count === 1 ? 'it has' : 'they have';
  const sentence = `Check session dates in ${what}: ${has} not yet received new closed days or a client’s new time zone.`;
  return { kind: 'calendar-not-delivered', role: 'frontDesk', since, count, courses, sentence };
};

/** It was entered before senders were checked. Clients see a neutral name, and every mail shows the address. */
const senderReveals: Watch = async (db, now) => {
  const entered = await db.selectFrom('practice').select(['senderName', 'senderAddress']).executeTakeFirst();
  const fields = revealingSender(entered);
  if (fields.length === 0) return undefined;
  const sentence = `Choose a neutral ${fields.join(' and ')}, and load the practice file again: it reveals the kind of care.`;
  return { kind: 'sender-reveals', role: 'lead', since: now, count: 0, courses: [], sentence };
};

/** The staff have not been told by e-mail of inquiries that are overdue: it failed, or there is no address. */
const overdueInquiriesUnsent: Watch = async (db, now) => {
  const last = await db
    .selectFrom('inquiryMails')
    .select(['state', 'createdAt'])
    .where('kind', '=', 'overdue')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.state !== 'failed' && last?.state !== 'unknown') return undefined;
  const { count } = await db
    .selectFrom('inquiries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('dueAt', '<', now)
    .executeTakeFirstOrThrow();
  if (count === 0) return undefined;
  const sentence =
    'Answer the overdue inquiries, and check the e-mail addresses of the front desk: the e-mail about them did not go out.';
  return {
    kind: 'overdue-inquiries-unsent',
    role: 'frontDesk',
    since: last.createdAt,
    count,
    courses: [],
    sentence,
  };
};

const WATCHES: Record<PracticeTask['kind'], Watch> = {
  'course-stuck': courseStuck,
  'safety-page-unsent': safetyPageUnsent,
  'mail-outage': mailOutage,
  'calendar-not-delivered': calendarNotDelivered,
  'sender-reveals': senderReveals,
  'overdue-inquiries-unsent': overdueInquiriesUnsent,
};

export function practiceTasksRepository(db: Db) {
  return {
    /** All tasks of the practice as a whole at `now`, the most urgent first. */
    async open(now: Instant): Promise<PracticeTask[]> {
      const tasks = await Promise.all(PRACTICE_TASKS.map((kind) => WATCHES[kind](db, now)));
      return tasks.filter((task) => task !== undefined);
    },
  };
}

type Messages = SelectQueryBuilder<Database, 'messages', object>;

const waitingMessages = (db: Db): Messages =>
  db.selectFrom('messages').where('state', 'in', ['pending', 'sending']);

/** Their number, their courses, and since when the first of them has been deferred. */
async function summaryOf(messages: Messages) {
  const row = await messages
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('deferredAt').as('since'),
      courseIds('course_id'),
    ])
    .executeTakeFirst();
  return row && { count: row.count, since: row.since ?? undefined, courses: row.courses };
}
