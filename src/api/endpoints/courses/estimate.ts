import { z } from 'zod';
import { SESSION_KINDS } from '../../../vocabulary/sessionKinds';
import { courseEndpoint, LIVE_PROBLEMS } from '../../http/courseAccess';
import { MONEY } from '../../roles';
import { oneOf } from '../../oneOf';
import { At, Cents, Count, Currency, SessionKindOut } from '../../schemas';

const SignedEstimateOut = z
  .object({
    ref: z.string(),
    totalCents: Cents.meta({ description: 'In cents. The upper amount if the estimate is a range.' }),
    fromCents: Cents.optional().meta({ description: 'The lower amount if the estimate is a range.' }),
    issuedAt: At,
    acknowledgedAt: At.optional().meta({ description: 'Absent until the client has acknowledged it.' }),
  })
  .meta({ id: 'IssuedEstimate', description: 'The latest estimate given to the client.' });

const ExpectedSessionsOut = z
  .object({
    kind: oneOf([...SESSION_KINDS, 'travel'], {
      id: 'ExpectedKind',
      description: 'A kind of session, or the travel fee of house calls.',
    }),
    quantity: Count,
    fromCents: Cents.optional(),
    toCents: Cents.optional(),
  })
  .meta({
    id: 'ExpectedSessions',
    description: 'Future sessions of one kind and their price, if it is known.',
  });

const ExpectedCostsOut = z
  .object({
    billedCents: Cents.meta({ description: 'Billed so far, less credits.' }),
    toCome: z.array(ExpectedSessionsOut),
    unpriced: z.array(SessionKindOut).meta({ description: 'Kinds of session without a price.' }),
    fromCents: Cents,
    toCents: Cents,
  })
  .meta({ id: 'ExpectedCosts', description: 'What the whole course is expected to cost the client.' });

const CourseEstimateOut = z
  .object({
    currency: Currency,
    signed: SignedEstimateOut.optional(),
    expected: ExpectedCostsOut,
    driftCents: Cents.optional().meta({
      description: 'How much the expected cost exceeds the signed estimate. Negative: it is lower.',
    }),
    reissue: z
      .boolean()
      .meta({ description: 'Whether the difference is so large that a new estimate is due.' }),
    reissueCents: Cents.meta({
      description: 'A difference of so much makes a new estimate due. From the protocol.',
    }),
  })
  .meta({ id: 'CourseEstimate', description: 'The signed estimate and the expected cost.' });

export const readCourseEstimate = courseEndpoint({
  id: 'readCourseEstimate',
  method: 'get',
  path: '/api/v1/courses/{id}/estimate',
  tag: 'Courses',
  summary: 'Compare the expected cost of a course with the signed estimate.',
  roles: MONEY,
  problems: LIVE_PROBLEMS,
  response: CourseEstimateOut,
  handler: async ({ params: { id }, deps: { engine } }) => {
    const { accounts } = await engine.status(id);
    const { estimate: signed, expected, driftCents, reissue, reissueCents } = accounts;
    return { currency: Currency.value, signed, expected, driftCents, reissue, reissueCents };
  },
});
