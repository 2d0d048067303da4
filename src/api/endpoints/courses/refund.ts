import { z } from 'zod';
import { REFUND_LINES } from '../../../course/money/refund';
import { courseEndpoint, LIVE_PROBLEMS } from '../../http/courseAccess';
import { MONEY } from '../../roles';
import { oneOf } from '../../oneOf';
import { Cents, Currency } from '../../schemas';

const RefundLineOut = z
  .object({
    what: oneOf(REFUND_LINES, { id: 'RefundLineKind', description: 'What the line is about.' }),
    sentence: z.string(),
    cents: Cents,
  })
  .meta({ id: 'RefundLine', description: 'One line of the calculation.' });

const RefundOut = z
  .object({
    currency: Currency,
    lines: z
      .array(RefundLineOut)
      .meta({ description: 'How it is calculated. The lines add up to the refund.' }),
    refundCents: Cents.meta({ description: 'The refund if the course ended now. Never below 0.' }),
    dueCents: Cents.meta({ description: 'What must be refunded now.' }),
    liabilityCents: Cents.meta({ description: 'Part of sold packages that has not been earned yet.' }),
  })
  .meta({ id: 'Refund', description: 'What the client would get back.' });

export const readRefund = courseEndpoint({
  id: 'readRefund',
  method: 'get',
  path: '/api/v1/courses/{id}/refund',
  tag: 'Courses',
  summary: 'Calculate the refund if the course ended now.',
  roles: MONEY,
  problems: LIVE_PROBLEMS,
  response: RefundOut,
  handler: async ({ params: { id }, deps: { engine } }) => {
    const { refund, refundDueCents, liabilityCents } = (await engine.status(id)).accounts;
    return {
      currency: Currency.value,
      lines: refund.lines,
      refundCents: refund.cents,
      dueCents: refundDueCents,
      liabilityCents,
    };
  },
});
