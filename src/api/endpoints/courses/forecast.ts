import { z } from 'zod';
import { endpoint } from '../../endpoint';
import type { ApiErrorCode } from '../../errors';
import { courseFor } from '../../reach';
import { STAFF } from '../../roles';
import { At, Cents, CourseId, ReasonOut } from '../../schemas';

export const ForecastOut = z
  .object({
    from: At,
    ends: At,
    assumptions: z.array(z.string()).readonly().meta({ description: 'What is taken for granted, in words.' }),
    entries: z
      .array(
        z.object({
          at: At,
          kind: z.enum(['session', 'message', 'deadline', 'window', 'charge', 'task', 'step']),
          what: z.string(),
          cents: Cents.optional(),
        }),
      )
      .readonly(),
    chargesCents: Cents.meta({ description: "The practice's charges still to come, integer cents." }),
    refused: z
      .array(ReasonOut)
      .optional()
      .meta({ description: 'Why the proposed signal would be refused now.' }),
  })
  .meta({ id: 'Forecast' });

/** How looking ahead can fail, with a proposed signal or without. */
export const FORECAST_PROBLEMS: readonly ApiErrorCode[] = [
  'course-unknown',
  'course-not-running',
  'query-failed',
  'workers-unavailable',
  'temporal-unavailable',
];

export const readForecast = endpoint({
  id: 'readForecast',
  method: 'get',
  path: '/api/v1/courses/{id}/forecast',
  tag: 'Courses',
  summary: 'Foresee the rest of a course, on stated assumptions.',
  roles: STAFF,
  problems: FORECAST_PROBLEMS,
  params: CourseId,
  response: ForecastOut,
  handler: async ({ params: { id }, deps: { store, engine }, who }) => {
    await courseFor(store, id, who);
    return engine.forecast(id);
  },
});
