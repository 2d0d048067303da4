import { z } from 'zod';
import { LEDGER_KINDS } from '../../../course/ledgerEntry';
import { courseEndpoint } from '../../http/courseAccess';
import { MONEY } from '../../roles';
import { oneOf } from '../../oneOf';
import { At, Cents, Count, Currency } from '../../schemas';

const LedgerEntryOut = z
  .object({
    seq: Count.meta({ description: 'Number of the event that caused it.' }),
    entry: z.string().meta({ example: 'charge-3' }),
    kind: oneOf(LEDGER_KINDS, { id: 'LedgerKind', description: 'Kind of the entry.' }),
    code: z
      .string()
      .meta({ description: 'What it is for, such as a kind of session or the code of a package.' }),
    cents: Cents.meta({ description: 'Amount in cents. Credits are negative.' }),
    session: z.string().optional().meta({ example: 'dosing-4' }),
    reverses: z.string().optional().meta({
      description: 'The entry that it corrects, which was reported by mistake.',
      example: 'payment-2',
    }),
    at: At,
    cause: z.string().meta({ description: 'Id of the signal or key of the deadline that caused it.' }),
  })
  .meta({ id: 'LedgerEntry', description: 'An entry on the ledger. It is never changed or deleted.' });

const LedgerTotalsOut = z
  .object({
    chargesCents: Cents.meta({ description: 'Charges and fees.' }),
    waivedCents: Cents,
    paidCents: Cents,
    refundedCents: Cents,
    chargedBackCents: Cents.meta({ description: 'Payments that the client’s bank took back.' }),
    packageCents: Cents.meta({ description: 'Packages sold.' }),
    creditedCents: Cents.meta({
      description: 'Credits: sessions included in a package, and the unused part of a package.',
    }),
    earnedCents: Cents.meta({ description: 'Earned part of packages. Not part of the balance.' }),
    balanceCents: Cents.meta({ description: 'What the client owes. Negative means a credit balance.' }),
  })
  .meta({ id: 'LedgerTotals', description: 'Totals of the ledger, in cents.' });

const LedgerOut = z
  .object({ currency: Currency, entries: z.array(LedgerEntryOut), totals: LedgerTotalsOut })
  .meta({ id: 'Ledger', description: 'All charges and payments of a course.' });

export const readLedger = courseEndpoint({
  id: 'readLedger',
  method: 'get',
  path: '/api/v1/courses/{id}/ledger',
  tag: 'Courses',
  summary: 'Read the ledger of a course.',
  roles: MONEY,
  response: LedgerOut,
  handler: async ({ params: { id }, deps: { store } }) => {
    const { entries, totals } = await store.ledger.ofCourse(id);
    return { currency: Currency.value, entries, totals };
  },
});
