import { z } from 'zod';
import { ProtocolSchema } from '../../../catalog/protocol';
import { courseEndpoint } from '../../http/courseAccess';
import { MONEY } from '../../roles';
import { Count, At, Cents } from '../../schemas';

const LedgerOut = z
  .object({
    currency: z.string(),
    entries: z.array(
      z.object({
        seq: Count.meta({ description: 'Number of the event that caused it.' }),
        entry: z.string().meta({ example: 'charge-3' }),
        kind: z.enum(['charge', 'waiver', 'payment', 'refund', 'fee', 'package', 'earned', 'credit']),
        code: z.string(),
        cents: Cents.meta({ description: 'Integer cents; credits are negative.' }),
        session: z.string().optional(),
        at: At,
        cause: z.string(),
      }),
    ),
    totals: z.object({
      chargesCents: Cents.meta({ description: 'Charges and fees, integer cents.' }),
      waivedCents: Cents,
      paidCents: Cents,
      refundedCents: Cents,
      packageCents: Cents.meta({ description: 'Packages sold.' }),
      creditedCents: Cents.meta({
        description: 'Taken back: what a package includes, or was not used of it.',
      }),
      earnedCents: Cents.meta({ description: 'Earned of packages; no part of the balance.' }),
      balanceCents: Cents.meta({ description: 'What the client owes; negative: has in credit.' }),
    }),
  })
  .meta({ id: 'Ledger', description: 'Append-only; every entry names the event that caused it.' });

export const readLedger = courseEndpoint({
  id: 'readLedger',
  method: 'get',
  path: '/api/v1/courses/{id}/ledger',
  tag: 'Courses',
  summary: 'Read what was charged and paid.',
  roles: MONEY,
  response: LedgerOut,
  handler: async ({ params: { id }, deps: { store } }) => {
    const { entries, totals } = await store.ledger.ofCourse(id);
    return { currency: ProtocolSchema.shape.currency.value, entries, totals };
  },
});
