import type { Instant } from '../time/instant';
import type { Db } from './database';

/** One invoice per ledger charge. Numbers run from 1 without gaps. Integer cents. */
export interface Invoice {
  number: number;
  courseId: string;
  entry: string;
  cents: number;
  issuedAt: Instant;
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

    ofCourse: (course: string): Promise<Invoice[]> =>
      db.selectFrom('invoices').selectAll().where('courseId', '=', course).orderBy('number').execute(),
  };
}
