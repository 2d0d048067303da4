import { sql, type Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import type { Database, Db } from './database';
import { present, type Present } from './values';

/**
 * An entry of the append-only ledger, in integer cents. Charges, fees, packages, refunds and charge-backs increase the balance;
 * waivers, credits and payments reduce it. `earned` recognizes package revenue and does not change the balance.
 */
export type LedgerRow = Present<
  Omit<Selectable<Database['ledger']>, 'courseId'> & {
    /** The entry that it takes back. */ reverses: string | null;
  }
>;

/** An entry with its course and the client's name. */
export type ExportedEntry = Pick<
  LedgerRow,
  'entry' | 'kind' | 'code' | 'cents' | 'session' | 'at' | 'reverses'
> & {
  course: string;
  client?: string;
};

export interface LedgerSpan {
  from: Instant;
  before: Instant;
  /** At most so many. */
  limit: number;
  /** Only what clients paid, and what they got back. */
  payments?: boolean;
}

/** Integer cents. Waived, credited and paid amounts are positive. */
export interface LedgerTotals {
  chargesCents: number;
  waivedCents: number;
  paidCents: number;
  refundedCents: number;
  chargedBackCents: number;
  packageCents: number;
  creditedCents: number;
  earnedCents: number;
  /** What the client owes. Negative means a credit balance. */
  balanceCents: number;
}

/** What was reported by mistake is taken back by an entry of its own: its event names the one of before. */
const reverses = sql<string | null>`(select e.body ->> 'reverses' from events e
  where e.course_id = ledger.course_id and e.seq = ledger.seq)`.as('reverses');

export function ledgerRepository(db: Db) {
  return {
    /** All entries of a course, oldest first, with their totals. `chargesCents` includes fees. */
    async ofCourse(course: string): Promise<{ entries: LedgerRow[]; totals: LedgerTotals }> {
      const entries = await db
        .selectFrom('ledger')
        .select(['seq', 'entry', 'kind', 'code', 'cents', 'session', 'at', 'cause'])
        .select(reverses)
        .where('courseId', '=', course)
        .orderBy('seq')
        .execute();
      return { entries: entries.map(present), totals: await totals(db, course) };
    },

    /** Entries of all courses in [from, before), oldest first. */
    async between({ from, before, limit, payments }: LedgerSpan): Promise<ExportedEntry[]> {
      let query = db
        .selectFrom('ledger')
        .innerJoin('courses', 'courses.id', 'ledger.courseId')
        .leftJoin('clients', 'clients.id', 'courses.clientId')
        .select(['ledger.courseId as course', 'clients.name as client'])
        .select(['entry', 'kind', 'code', 'cents', 'session', 'at'])
        .select(reverses)
        .where('at', '>=', from)
        .where('at', '<', before);
      if (payments) query = query.where('kind', 'in', ['payment', 'refund', 'chargeback']);
      const rows = await query
        .orderBy('at')
        .orderBy('ledger.courseId')
        .orderBy('ledger.seq')
        .limit(limit)
        .execute();
      return rows.map(present);
    },
  };
}

async function totals(db: Db, course: string): Promise<LedgerTotals> {
  const sum = (...kinds: LedgerRow['kind'][]) =>
    sql<number>`coalesce(sum(cents) filter (where kind in (${sql.join(kinds)})), 0)::int8`;
  return db
    .selectFrom('ledger')
    .select([
      sum('charge', 'fee').as('chargesCents'),
      sql<number>`(-${sum('waiver')})::int8`.as('waivedCents'),
      sql<number>`(-${sum('payment')})::int8`.as('paidCents'),
      sum('refund').as('refundedCents'),
      sum('chargeback').as('chargedBackCents'),
      sum('package').as('packageCents'),
      sql<number>`(-${sum('credit')})::int8`.as('creditedCents'),
      sum('earned').as('earnedCents'),
      sql<number>`coalesce(sum(cents) filter (where kind <> 'earned'), 0)::int8`.as('balanceCents'),
    ])
    .where('courseId', '=', course)
    .executeTakeFirstOrThrow();
}
