import { z } from 'zod';
import type { Forecast } from '../../../course/forecast/forecast';
import { assumedOtherwise, AssumeSchema } from '../../../catalog/assumptions';
import { courseEndpoint, LIVE_PROBLEMS } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { At, BoundsOut, ReasonOut, UnknownPrices } from '../../schemas';

export const ForecastOut = z
  .object({
    from: At,
    ends: At,
    assumptions: z.array(z.string()).readonly().meta({ description: 'What is taken for granted, in words.' }),
    assume: z
      .record(z.string(), z.union([z.number(), z.string()]))
      .meta({ description: 'The same as values; each can be asked for otherwise.' }),
    entries: z
      .array(
        z.object({
          at: At,
          kind: z.enum(['session', 'message', 'deadline', 'window', 'charge', 'task', 'step']),
          what: z.string(),
          session: z.string().optional(),
          cost: BoundsOut.optional().meta({ description: 'Of a charge.' }),
          metAt: At.optional().meta({ description: 'Of a deadline: when it is assumed to be met.' }),
        }),
      )
      .readonly(),
    charges: BoundsOut.meta({
      description: "The practice's charges still to come, without those nobody has entered a price for.",
    }),
    unknown: UnknownPrices,
    refused: z
      .array(ReasonOut)
      .optional()
      .meta({ description: 'Why the proposed signal would be refused now.' }),
    stuck: z
      .array(ReasonOut)
      .optional()
      .meta({ description: 'Why the course does not come to its end; absent when it does.' }),
  })
  .meta({ id: 'Forecast' });

export const readForecast = courseEndpoint({
  id: 'readForecast',
  method: 'get',
  path: '/api/v1/courses/{id}/forecast',
  tag: 'Courses',
  summary: 'Foresee the rest of a course, on stated assumptions.',
  description: 'Each assumption can be given otherwise, such as `?dosingEveryDays=21`.',
  roles: STAFF,
  problems: LIVE_PROBLEMS,
  query: AssumeSchema,
  response: ForecastOut,
  handler: async ({ params: { id }, query, deps: { engine } }) => {
    return forecastOut(await engine.forecast(id, { assume: assumedOtherwise(query) }));
  },
});

/** As the API shows it. */
export const forecastOut = ({ assume, ...rest }: Forecast): z.input<typeof ForecastOut> => ({
  ...rest,
  assume: { ...assume },
});
