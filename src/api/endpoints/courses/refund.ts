import { z } from 'zod';
import { ProtocolSchema } from '../../../catalog/protocol';
import { courseEndpoint, LIVE_PROBLEMS } from '../../http/courseAccess';
import { MONEY } from '../../roles';
import { Cents } from '../../schemas';

const RefundOut = z
  .object({
    currency: z.string(),
    lines: z
      .array(z.object({ what: z.string(), sentence: z.string(), cents: Cents }))
      .meta({ description: 'How it is worked out; the cents of all lines make up the refund.' }),
    refundCents: Cents.meta({ description: 'If the course ended now; never below 0.' }),
    dueCents: Cents.meta({ description: 'What is to be paid back already.' }),
    liabilityCents: Cents.meta({ description: 'Of packages: sold and not earned yet.' }),
  })
  .meta({ id: 'Refund' });

export const readRefund = courseEndpoint({
  id: 'readRefund',
  method: 'get',
  path: '/api/v1/courses/{id}/refund',
  tag: 'Courses',
  summary: 'Work out what would be paid back if the course ended now, line by line.',
  roles: MONEY,
  problems: LIVE_PROBLEMS,
  response: RefundOut,
  handler: async ({ params: { id }, deps: { engine } }) => {
    const { refund, refundDueCents, liabilityCents } = (await engine.status(id)).accounts;
    return {
      currency: ProtocolSchema.shape.currency.value,
      lines: refund.lines,
      refundCents: refund.cents,
      dueCents: refundDueCents,
      liabilityCents,
    };
  },
});
