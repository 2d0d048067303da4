/** Invoices, payments or the whole ledger of a period, for a spreadsheet or an accountant. */
import { z } from 'zod';
import { invoiceNumber } from '../../../activities/bill';
import type { ExportedEntry, ExportedInvoice } from '../../../store';
import { InstantText } from '../../../catalog/shapes';
import { dateIn } from '../../../time/civil';
import { practiceZone } from '../../../setup/practiceZone';
import { csvOf } from '../../csv';
import { endpoint } from '../../http/endpoint';
import { invalid } from '../../http/errors';
import { MONEY } from '../../roles';

const EXPORTS = ['invoices', 'payments', 'ledger'] as const;

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const MOST_ROWS = 100_000;

const dollars = (cents: number): number => cents / 100;

const invoiceRows = (rows: readonly ExportedInvoice[], zone: string) => ({
  header: ['Invoice', 'Date', 'Client', 'Course', 'Amount'],
  rows: rows.map(({ number, issuedAt, client, course, cents }) => [
    ...[invoiceNumber(number), dateIn(zone, issuedAt), client ?? '', course, dollars(cents)],
  ]),
});

/** What the client is charged and what is credited are columns of their own: both are positive. */
const entryRows = (rows: readonly ExportedEntry[], zone: string) => ({
  header: ['Date', 'Client', 'Course', 'Entry', 'Kind', 'What', 'Session', 'Charged', 'Credited', 'Reverses'],
  rows: rows.map(({ at, client, course, entry, kind, code, session, cents, reverses }) => [
    ...[dateIn(zone, at), client ?? '', course, entry, kind, code, session ?? ''],
    ...[cents > 0 ? dollars(cents) : '', cents < 0 ? dollars(-cents) : '', reverses ?? ''],
  ]),
});

export const exportMoney = endpoint({
  id: 'exportMoney',
  method: 'get',
  path: '/api/v1/money/export',
  tag: 'Money',
  summary: 'Export invoices, payments or the ledger of a period as CSV.',
  description:
    'RFC 4180, UTF-8. Text that a spreadsheet would take for a formula begins with an apostrophe. Dates are those of the ' +
    `practice’s zone, amounts are in dollars. The period may be up to ${MOST_DAYS} days long. Each export is in the audit.`,
  roles: MONEY,
  media: 'text/csv',
  fileName: 'export.csv',
  query: z.strictObject({
    what: z.enum(EXPORTS).meta({
      description: '`payments`: also refunds and what a bank took back. `ledger`: all entries.',
    }),
    from: InstantText.meta({ description: 'Begin of the period.' }),
    before: InstantText.meta({ description: 'End of the period, not included.' }),
  }),
  response: z.string().meta({ description: 'The table, with a header.' }),
  handler: async ({ query: { what, from, before }, who, now, deps: { store } }) => {
    const days = (Date.parse(before) - Date.parse(from)) / DAY_MS;
    if (days <= 0 || days > MOST_DAYS)
      throw invalid([{ field: 'before', message: `must be after \`from\`, by up to ${MOST_DAYS} days` }]);
    const zone = await practiceZone(store);
    const span = { from, before, limit: MOST_ROWS + 1 };
    const { header, rows } =
      what === 'invoices'
        ? invoiceRows(await store.invoices.between(span), zone)
        : entryRows(await store.ledger.between({ ...span, payments: what === 'payments' }), zone);
    if (rows.length > MOST_ROWS)
      throw invalid([{ field: 'before', message: `must be earlier: there are more than ${MOST_ROWS} rows` }]);
    await store.audit.append({
      ...{ stream: 'access', at: now, kind: 'money-exported', by: { role: who.role, id: who.staffId } },
      detail: { what, from, before, rows: rows.length },
    });
    return csvOf(header, rows);
  },
});
