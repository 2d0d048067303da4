import { z } from 'zod';
import { estimate } from '../../../protocols/estimate';
import { EstimateClient, clientProblems } from '../../../protocols/estimateClient';
import { shippedProtocols } from '../../../protocols/load';
import { endpoint, invalid } from '../../http/endpoint';
import { STAFF_AND_PARTNERS } from '../../roles';
import { BoundsOut, Cents, Count } from '../../schemas';

const LineOut = z.object({
  payTo: z.string(),
  label: z.string(),
  quantity: Count,
  fromCents: Cents.meta({ description: 'Of one; equal unless the fee is a range.' }),
  toCents: Cents,
});

export const EstimateOut = z
  .object({
    protocol: z.object({ id: z.string(), version: Count }),
    currency: z.string(),
    practice: z.array(LineOut),
    partner: z.array(LineOut).meta({ description: "Paid to the partner: not on the practice's ledger." }),
    practiceFromCents: Cents,
    practiceToCents: Cents,
    firstCycle: BoundsOut,
    furtherCycle: BoundsOut,
    scenarios: z.array(
      z.object({ followUps: Count, partnerCents: Cents, allInFromCents: Cents, allInToCents: Cents }),
    ),
    packages: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        infusions: Count,
        includesConsult: z.boolean(),
        cents: Cents,
        listCents: Cents.optional().meta({
          description: 'The same, one by one; absent where single prices are not exact.',
        }),
        savesCents: Cents.optional().meta({ description: 'Of the whole package; negative: it costs more.' }),
        course: z
          .object({ dosings: Count, cents: Cents, savesCents: Cents, unused: Count })
          .optional()
          .meta({ description: "For this client's course: with the package and what is beyond it." }),
      }),
    ),
    insurance: z
      .array(z.object({ label: z.string(), quantity: Count, ask: z.string() }))
      .meta({ description: 'Billed to insurance: not in the sums.' }),
    notIncluded: z.array(z.string()),
  })
  .meta({ id: 'Estimate' });

export const estimateProtocol = endpoint({
  id: 'estimateProtocol',
  method: 'post',
  path: '/api/v1/protocols/{id}/estimate',
  tag: 'Protocols',
  summary: 'Estimate what a course of this protocol costs, for one client.',
  description: 'Nothing is kept and nothing changes; no Idempotency-Key is needed.',
  roles: STAFF_AND_PARTNERS,
  keyed: false,
  problems: ['protocol-unknown', 'price-unknown'],
  params: z.strictObject({ id: z.string().max(60).meta({ example: 'my-practice' }) }),
  body: EstimateClient,
  response: EstimateOut,
  handler: ({ params: { id }, body, deps: { protocols = shippedProtocols } }) => {
    const protocol = protocols.load(id);
    const problems = clientProblems(body, protocol);
    if (problems.length > 0) throw invalid(problems.map(({ path: field, message }) => ({ field, message })));
    return Promise.resolve().then(() => estimate(protocol, body));
  },
});
