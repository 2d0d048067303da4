/** What billing has to look at in all courses, as of their latest steps. */
import { sql } from 'kysely';
import { MONEY_LISTS, type MoneyLine, type MoneyList } from '../course/status/moneyLines';
import { plusHours, type Instant } from '../time/instant';
import { cutPage, readPosition, writeCursor, type PageRequest } from './cursor';
import type { Db } from './database';
import { jsonb, toTimestamptz } from './values';

/** A line with its course and client. */
export interface ListedMoney extends MoneyLine {
  course: string;
  client?: { id: string; name: string };
  closed: boolean;
}

/** How old something is: from so many days on, and before so many. */
export const AGES = {
  '0-30': [0, 31],
  '31-60': [31, 61],
  '61-90': [61, 91],
  'over-90': [91, undefined],
} as const;
export type Age = keyof typeof AGES;
export const AGE_NAMES = Object.keys(AGES) as [Age, ...Age[]];

/** What is of this age now began at `newest` or before, and after `oldest`. */
function boundsOf(age: Age, now: Instant): [newest: Instant, oldest: Instant | undefined] {
  const [from, before] = AGES[age];
  return [plusHours(now, -24 * from), before === undefined ? undefined : plusHours(now, -24 * before)];
}

export interface MoneyFilter {
  list: MoneyList;
  now: Instant;
  age?: Age;
}

/** All lines of a course after a step. */
export async function saveMoneyLines(tx: Db, course: string, lines: readonly MoneyLine[]): Promise<void> {
  const lists = lines.map(({ list }) => list);
  const gone = tx.deleteFrom('moneyLines').where('courseId', '=', course);
  await (lists.length > 0 ? gone.where('list', 'not in', lists) : gone).execute();
  if (lines.length === 0) return;
  await tx
    .insertInto('moneyLines')
    .values(
      lines.map(({ list, since, cents, ...detail }) => ({
        ...{ courseId: course, list, since: toTimestamptz(since), cents, detail: jsonb(detail) },
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['courseId', 'list'])
        .doUpdateSet((eb) => ({
          since: eb.ref('excluded.since'),
          cents: eb.ref('excluded.cents'),
          detail: eb.ref('excluded.detail'),
        }))
        .where((eb) =>
          eb.or([
            eb(eb.ref('moneyLines.since'), '<>', eb.ref('excluded.since')),
            eb(eb.ref('moneyLines.cents'), '<>', eb.ref('excluded.cents')),
            eb(eb.ref('moneyLines.detail'), 'is distinct from', eb.ref('excluded.detail')),
          ]),
        ),
    )
    .execute();
}

export function moneyLinesRepository(db: Db) {
  return {
    /** The oldest first. @throws StoreError `cursor-invalid` */
    async list({ list, now, age }: MoneyFilter, { cursor, limit = 50 }: PageRequest = {}) {
      let query = db
        .selectFrom('moneyLines')
        .innerJoin('courses', 'courses.id', 'moneyLines.courseId')
        .leftJoin('clients', 'clients.id', 'courses.clientId')
        .select(['moneyLines.courseId', 'since', 'cents', 'detail', 'closed'])
        .select(['clients.id as clientId', 'clients.name'])
        .where('list', '=', list);
      if (age !== undefined) {
        const [newest, oldest] = boundsOf(age, now);
        query = query.where('since', '<=', newest);
        if (oldest !== undefined) query = query.where('since', '>', oldest);
      }
      if (cursor !== undefined) {
        const [at, id] = readPosition(cursor);
        query = query.where((eb) => eb(eb.refTuple('since', 'moneyLines.courseId'), '>', eb.tuple(at, id)));
      }
      const found = await query
        .orderBy('since')
        .orderBy('moneyLines.courseId')
        .limit(limit + 1)
        .execute();
      const { page, last } = cutPage(found, limit);
      const lines = page.map(({ courseId, since, cents, detail, closed, clientId, name }): ListedMoney => ({
        ...{ list, since, cents, ...detail, course: courseId, closed: closed !== null },
        ...(clientId !== null && { client: { id: clientId, name: name ?? '' } }),
      }));
      return { lines, ...(last && { next: writeCursor([last.since, last.courseId]) }) };
    },

    /** How many courses are on each list, and what they add up to. */
    async totals(): Promise<Record<MoneyList, { count: number; cents: number }>> {
      const rows = await db
        .selectFrom('moneyLines')
        .select((eb) => ['list', eb.fn.countAll<number>().as('count')])
        .select(sql<number>`sum(cents)::int8`.as('cents'))
        .groupBy('list')
        .execute();
      const of = (list: MoneyList) => {
        const { count = 0, cents = 0 } = rows.find((row) => row.list === list) ?? {};
        return { count, cents };
      };
      return Object.fromEntries(MONEY_LISTS.map((list) => [list, of(list)])) as Record<
        MoneyList,
        ReturnType<typeof of>
      >;
    },

    /** What is unpaid, by how long it has been owed: each debt by itself. */
    async aging(now: Instant): Promise<Record<Age, number>> {
      const at = sql<Instant>`(debt ->> 'at')::timestamptz`;
      const within = (age: Age) => {
        const [newest, oldest] = boundsOf(age, now);
        const old = oldest === undefined ? sql`true` : sql`${at} > ${oldest}::timestamptz`;
        return sql<number>`coalesce(sum((debt ->> 'cents')::int8)
          filter (where ${at} <= ${newest}::timestamptz and ${old}), 0)::int8`;
      };
      const { rows } = await sql<Record<Age, number>>`
        select ${sql.join(AGE_NAMES.map((age) => sql`${within(age)} as ${sql.id(age)}`))}
        from money_lines cross join lateral jsonb_array_elements(detail -> 'debts') debt
        where list = 'unpaid'`.execute(db);
      const [sums] = rows;
      if (!sums) throw new Error('a sum without groups has one row');
      return sums;
    },
  };
}
