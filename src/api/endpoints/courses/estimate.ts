import { z } from 'zod';
import { ProtocolSchema } from '../../../catalog/protocol';
import { courseEndpoint, LIVE_PROBLEMS } from '../../http/courseAccess';
import { MONEY } from '../../roles';
import { At, Cents, Count } from '../../schemas';

const CourseEstimateOut = z
  .object({
    currency: z.string(),
    signed: z
      .object({
        ref: z.string(),
        totalCents: Cents.meta({ description: 'The upper end where it is a range.' }),
        fromCents: Cents.optional(),
        issuedAt: At,
        acknowledgedAt: At.optional().meta({ description: 'Absent while the client has not signed it.' }),
      })
      .optional()
      .meta({ description: 'The latest estimate issued.' }),
    expected: z.object({
      billedCents: Cents.meta({ description: 'Billed so far, net of what was taken back.' }),
      toCome: z.array(
        z.object({
          kind: z.string(),
          quantity: Count,
          fromCents: Cents.optional(),
          toCents: Cents.optional(),
        }),
      ),
      unpriced: z.array(z.string()).meta({ description: 'Kinds of session whose price is not entered.' }),
      fromCents: Cents,
      toCents: Cents,
    }),
    driftCents: Cents.optional().meta({
      description: 'How much more is expected than was signed; negative: less.',
    }),
    reissue: z
      .boolean()
      .meta({ description: 'The drift is so large that the estimate is to be issued anew.' }),
  })
  .meta({ id: 'CourseEstimate' });

export const readCourseEstimate = courseEndpoint({
  id: 'readCourseEstimate',
  method: 'get',
  path: '/api/v1/courses/{id}/estimate',
  tag: 'Courses',
  summary: 'Hold what a course is expected to cost against what the client signed.',
  roles: MONEY,
  problems: LIVE_PROBLEMS,
  response: CourseEstimateOut,
  handler: async ({ params: { id }, deps: { engine } }) => {
    const { estimate: signed, expected, driftCents, reissue } = (await engine.status(id)).accounts;
    const currency = ProtocolSchema.shape.currency.value;
    return { currency, signed, expected, driftCents, reissue };
  },
});
