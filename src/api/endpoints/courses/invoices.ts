import { z } from 'zod';
import { invoiceNumber } from '../../../activities/bill';
import { courseEndpoint } from '../../http/courseAccess';
import { MONEY } from '../../roles';
import { At, Cents, Currency } from '../../schemas';

const InvoiceOut = z
  .object({
    number: z.string().meta({ example: 'INV-000042' }),
    issuedAt: At,
    entry: z.string().meta({ description: 'The first entry of the ledger that it is about.' }),
    cents: Cents,
  })
  .meta({ id: 'Invoice', description: 'An invoice. It keeps its number, its date and its amount.' });

export const listInvoices = courseEndpoint({
  id: 'listInvoices',
  method: 'get',
  path: '/api/v1/courses/{id}/invoices',
  tag: 'Courses',
  summary: 'List the invoices of a course.',
  roles: MONEY,
  response: z.object({ currency: Currency, invoices: z.array(InvoiceOut) }).meta({ id: 'InvoiceList' }),
  handler: async ({ params: { id }, deps: { store } }) => {
    const invoices = await store.invoices.ofCourse(id);
    return {
      currency: Currency.value,
      invoices: invoices.map(({ number, ...invoice }) => ({ number: invoiceNumber(number), ...invoice })),
    };
  },
});
