/** Issues the invoice for the charges of one step. */
import { ApplicationFailure } from '@temporalio/activity';
import { isInvoiced } from '../course/money/ledger';
import type { Store } from '../store';
import type { Activities } from './contract';

export interface BillDependencies {
  store: Pick<Store, 'invoices' | 'ledger'>;
}

/** The type of the failure that is not retried: the charge does not exist. */
export const CHARGE_MISSING = 'charge-missing';

/**
 * Issues one invoice for the charges of one step, keyed by the first of them. Idempotent by course and first entry: the
 * invoice keeps its number (`INV-000042`, without gaps) and its date.
 * @throws StoreError while the database is unreachable (retried); `charge-missing` (not retryable)
 */
export function billActivity({ store }: BillDependencies): Activities['bill'] {
  return async ({ course, entries: wanted, at }) => {
    const { entries } = await store.ledger.ofCourse(course);
    const charges = entries.filter((each) => wanted.includes(each.entry) && isInvoiced(each));
    const [first] = charges;
    if (!first || charges.length < wanted.length) throw chargeMissing();
    const invoice = await store.invoices.issue({
      courseId: course,
      entry: first.entry,
      cents: charges.reduce((sum, { cents }) => sum + cents, 0),
      issuedAt: at,
    });
    return { invoice: invoiceNumber(invoice.number) };
  };
}

/** The invoice number for people. */
export function invoiceNumber(number: number): string {
  return `INV-${String(number).padStart(6, '0')}`;
}

function chargeMissing(): ApplicationFailure {
  return ApplicationFailure.create({
    type: CHARGE_MISSING,
    message: 'The ledger does not have this charge. No invoice was issued.',
    nonRetryable: true,
  });
}
