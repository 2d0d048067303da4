import { sql, type Selectable } from 'kysely';
import type { Database, Db } from './database';
import { present, type Present } from './values';

/**
 * An entry of the append-only ledger, in integer cents. Charges, fees, packages, refunds and charge-backs increase the balance;
 * waivers, credits and payments reduce it. `earned` recognizes package revenue and does not change the balance.
 */
export type LedgerRow = Present<Omit<Selectable<Database['ledger']>, 'courseId'>>;

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

export function ledgerRepository(db: Db) {
  return {
    /** All entries of a course, oldest first, with their totals. `chargesCents` includes fees. */
    async ofCourse(course: string): Promise<{ entries: LedgerRow[]; totals: LedgerTotals }> {
      const entries = await db
        .selectFrom('ledger')
        .select(['seq', 'entry', 'kind', 'code', 'cents', 'session', 'at', 'cause'])
        .where('courseId', '=', course)
        .orderBy('seq')
        .execute();
      return { entries: entries.map(present), totals: await totals(db, course) };
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
