/** The views for the practice's morning review, each a condition on courses. */
import { sql, type RawBuilder } from 'kysely';
import type { MoneyList } from '../course/status/moneyLines';
import { atTimeOfDay } from '../time/civil';
import { plusHours, type Instant } from '../time/instant';

export const COURSE_VIEWS = [
  'owedToday',
  'overdue',
  'aboutToBreach',
  'waitingForPrescriber',
  'unbilled',
  'unpaid',
  'silent',
  'stuck',
] as const;
export type CourseView = (typeof COURSE_VIEWS)[number];

/** Now, and the bounds of the practice's current civil day; `end` is the start of the next day. */
export interface Today {
  now: Instant;
  start: Instant;
  end: Instant;
}

export const todayIn = (zone: string, now: Instant): Today => ({
  now,
  start: atTimeOfDay(zone, now, 0, 0),
  end: atTimeOfDay(zone, now, 1, 0),
});

/** Hours before a breach that count as about to breach. */
const SOON_HOURS = 24;

type Condition = RawBuilder<boolean>;

/** Asked once for all courses, not once for each: thousands are counted at every look at Today. */
const openTask = (condition: Condition): Condition =>
  sql<boolean>`courses.id in (select t.course_id from tasks t where t.closed_at is null and ${condition})`;

/** By the ledger, as billing has it: a task about it can be closed before it is paid. */
const onMoneyList = (list: MoneyList): Condition =>
  sql<boolean>`courses.id in (select m.course_id from money_lines m where m.list = ${list})`;

const at = (instant: Instant) => sql`cast(${instant} as timestamptz)`;

const VIEWS: Record<CourseView, (today: Today) => Condition> = {
  owedToday: ({ start: begins, end: ends }) =>
    openTask(sql<boolean>`t.due_by >= ${at(begins)} and t.due_by < ${at(ends)}`),
  overdue: ({ now }) =>
    sql<boolean>`(courses.breach_at <= ${at(now)} or ${openTask(sql<boolean>`t.due_by < ${at(now)}`)})`,
  aboutToBreach: ({ now }) =>
    sql<boolean>`(courses.breach_at > ${at(now)} and courses.breach_at <= ${at(plusHours(now, SOON_HOURS))})`,
  waitingForPrescriber: () => sql<boolean>`(courses.prescriber_since is not null)`,
  unbilled: () => onMoneyList('unbilled'),
  unpaid: () => onMoneyList('unpaid'),
  stuck: () => sql<boolean>`exists (select from stuck_courses s where s.course_id = courses.id)`,
  silent: ({ now }) => sql<boolean>`(courses.silent_from <= ${at(now)})`,
};

/** The condition for courses in this view. */
export const inView = (view: CourseView, today: Today): Condition => VIEWS[view](today);
