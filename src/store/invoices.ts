import type { Instant } from '../time/instant';
import type { Db } from './database';
import { present } from './values';

/** One invoice per ledger charge. Numbers run from 1 without gaps. Integer cents. */
export interface Invoice {
  number: number;
  courseId: string;
  entry: string;
  cents: number;
  issuedAt: Instant;
}

/** An invoice with its course and the client's name. */
export type ExportedInvoice = Pick<Invoice, 'number' | 'cents' | 'issuedAt'> & {
  course: string;
  client?: string;
};

export interface InvoiceSpan {
  from: Instant;
  before: Instant;
  /** At most so many. */
  limit: number;
}

export function invoicesRepository(db: Db) {
  const find = (tx: Db, course: string, entry: string): Promise<Invoice | undefined> =>
    tx
      .selectFrom('invoices')
      .selectAll()
      .where('courseId', '=', course)
      .where('entry', '=', entry)
      .executeTakeFirst();

  return {
    find: (course: string, entry: string) => find(db, course, entry),

    /**
     * Issues the invoice for a ledger entry with the next number, or returns the one issued before.
     * @throws StoreError `refers-to-missing` when the ledger has no such entry. No number is used then.
     */
    issue: (invoice: Omit<Invoice, 'number'>): Promise<Invoice> =>
      db.transaction().execute(async (tx) => {
        // The counter's row lock serializes issuers. A sequence would leave gaps on rollback.
        const { last } = await tx
          .selectFrom('invoiceCounter')
          .select('last')
          .forUpdate()
          .executeTakeFirstOrThrow();
        const issued = await find(tx, invoice.courseId, invoice.entry);
        if (issued) return issued;
        const next = { number: last + 1, ...invoice };
        await tx.insertInto('invoices').values(next).execute();
        await tx.updateTable('invoiceCounter').set({ last: next.number }).execute();
        return next;
      }),

    /** Of all courses, issued in [from, before), by number. */
    async between({ from, before, limit }: InvoiceSpan): Promise<ExportedInvoice[]> {
      const rows = await db
        .selectFrom('invoices')
        .innerJoin('courses', 'courses.id', 'invoices.courseId')
        .leftJoin('clients', 'clients.id', 'courses.clientId')
        .select(['number', 'issuedAt', 'cents', 'invoices.courseId as course', 'clients.name as client'])
        .where('issuedAt', '>=', from)
        .where('issuedAt', '<', before)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(present);
    },

    ofCourse: (course: string): Promise<Invoice[]> =>
      db.selectFrom('invoices').selectAll().where('courseId', '=', course).orderBy('number').execute(),
  };
}
