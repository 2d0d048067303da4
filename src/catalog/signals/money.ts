/** Payments, charges, packages and travel fees. Integer cents. */
import { z } from 'zod';
import { Cents, Reason, SessionKind, SessionRef } from '../shapes';
import { signal } from './signal';

export const money = {
  paymentPosted: signal(['biller', 'frontDesk'], 'A payment was received.', {
    cents: Cents,
    method: z.enum(['card', 'cash', 'check', 'transfer', 'other']).default('card'),
  }),
  paymentRefunded: signal(['biller'], 'A payment was refunded.', { cents: Cents, reason: Reason }),
  paymentChargedBack: signal(['biller'], 'The client’s bank took back a payment. It is owed again.', {
    payment: z
      .string()
      .regex(/^payment-[1-9]\d{0,3}$/, 'must name a payment, such as payment-3')
      .optional()
      .meta({
        description: 'The payment, as on the ledger. Default: the only one of that amount or more.',
        example: 'payment-3',
      }),
    cents: Cents,
    reason: Reason,
  }),
  chargeWaived: signal(['biller', 'therapist'], 'A charge was waived, in whole or in part.', {
    entry: z
      .string()
      .regex(/^charge-[1-9]\d{0,3}$/, 'must name a charge, such as charge-3')
      .meta({ description: 'The charge, as on the ledger.', example: 'charge-3' }),
    cents: Cents.optional().meta({ description: 'How much of it. Default: all that is left.' }),
    reason: Reason,
  }),
  feeAgreed: signal(['biller', 'lead', 'therapist'], 'A fee of its own was agreed with this client.', {
    kind: SessionKind,
    cents: z.int().min(0).max(100_000_000).nullable().meta({
      description: 'Fee in cents for each further session of the kind; null for the protocol’s fee again.',
    }),
    reason: Reason,
  }),
  chargeEntered: signal(['biller'], 'The price of a session without a fixed price was entered.', {
    session: SessionRef,
    cents: Cents,
  }),
  packageSold: signal(['biller'], 'A package of infusions was sold to the client.', {
    package: z
      .string()
      .regex(/^[\w.-]{1,40}$/, 'must be 1 to 40 letters, digits or . _ -')
      .meta({ description: 'Code of one of the protocol’s packages.', example: 'six' }),
  }),
  balanceBroughtForward: signal(
    ['biller', 'frontDesk', 'lead'],
    'The client’s balance was brought forward from before the practice took the course over.',
    {
      cents: z.int().min(-100_000_000).max(100_000_000).meta({
        description: 'What the client owed then, in cents; negative if they had a credit.',
      }),
    },
  ),
  travelQuoted: signal(['frontDesk', 'biller'], 'The travel fee of a house call was quoted.', {
    session: SessionRef,
    cents: Cents,
  }),
  travelAccepted: signal(['client', 'frontDesk'], 'The client accepted the travel fee of a house call.', {
    session: SessionRef,
  }),
};
