import { z } from 'zod';
import { estimate } from '../../../protocols/estimate';
import { EstimateClient, clientProblems } from '../../../protocols/estimateClient';
import { endpoint } from '../../http/endpoint';
import { invalid } from '../../http/errors';
import { protocolsOf } from '../../protocols';
import { STAFF_AND_PARTNERS } from '../../roles';
import { Cents, Count, Currency, PriceRange, ProtocolRef } from '../../schemas';

const EstimateLineOut = z
  .object({
    payTo: z.string(),
    label: z.string(),
    quantity: Count,
    fromCents: Cents.meta({ description: 'Price of one. Both amounts are equal if the price is exact.' }),
    toCents: Cents,
  })
  .meta({ id: 'EstimateLine', description: 'One line of an estimate.' });

const ScenarioOut = z
  .object({ followUps: Count, partnerCents: Cents, allInFromCents: Cents, allInToCents: Cents })
  .meta({ id: 'EstimateScenario', description: 'Total cost with this number of medical follow-ups.' });

const PackageCourseOut = z.object({ dosings: Count, cents: Cents, savesCents: Cents, unused: Count }).meta({
  id: 'PackageForCourse',
  description: 'The cost of this client’s dosing sessions with the package.',
});

const PackageOut = z
  .object({
    code: z.string().meta({ description: 'Code of the package in the protocol.' }),
    label: z.string(),
    infusions: Count,
    includesConsult: z.boolean(),
    cents: Cents,
    listCents: Cents.optional().meta({
      description: 'The same services at single prices. Absent if single prices are not exact.',
    }),
    savesCents: Cents.optional().meta({
      description: 'What the whole package saves. Negative: it costs more.',
    }),
    course: PackageCourseOut.optional(),
  })
  .meta({ id: 'Package', description: 'Several dosing sessions for one price.' });

const InsuredLineOut = z
  .object({ label: z.string(), quantity: Count, ask: z.string() })
  .meta({ id: 'InsuredLine', description: 'Services billed to insurance.' });

export const EstimateOut = z
  .object({
    protocol: ProtocolRef,
    currency: Currency,
    practice: z.array(EstimateLineOut),
    partner: z
      .array(EstimateLineOut)
      .meta({ description: 'Paid to the partner. Not on the practice’s ledger.' }),
    partnerCoverage: z
      .string()
      .optional()
      .meta({ description: 'What insurance may pay of the partner’s charges.' }),
    practiceFromCents: Cents,
    practiceToCents: Cents,
    firstCycle: PriceRange,
    furtherCycle: PriceRange,
    scenarios: z.array(ScenarioOut),
    packages: z.array(PackageOut),
    insurance: z.array(InsuredLineOut).meta({ description: 'Billed to insurance. Not in the totals.' }),
    notIncluded: z.array(z.string()).meta({ description: 'Further costs the client may have to pay.' }),
  })
  .meta({ id: 'Estimate', description: 'What a course is expected to cost.' });

export const estimateProtocol = endpoint({
  id: 'estimateProtocol',
  method: 'post',
  path: '/api/v1/protocols/{id}/estimate',
  tag: 'Protocols',
  summary: 'Estimate the cost of a course for one client.',
  description: 'Stores and changes nothing. No Idempotency-Key is needed.',
  roles: STAFF_AND_PARTNERS,
  keyed: false,
  problems: ['protocol-unknown', 'price-unknown'],
  params: z.strictObject({ id: z.string().max(60).meta({ example: 'my-practice' }) }),
  body: EstimateClient,
  response: EstimateOut,
  handler: async ({ params: { id }, body, deps }) => {
    const protocol = (await protocolsOf(deps)).load(id);
    const problems = clientProblems(body, protocol);
    if (problems.length > 0) throw invalid(problems.map(({ path: field, message }) => ({ field, message })));
    return estimate(protocol, body);
  },
});
