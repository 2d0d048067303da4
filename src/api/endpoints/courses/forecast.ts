import { z } from 'zod';
import { FORECAST_SUBJECTS } from '../../../course/forecast/entry';
import type { Forecast } from '../../../course/forecast/forecast';
import { assumedOtherwise, AssumeSchema } from '../../../catalog/assumptions';
import { courseEndpoint, FORECAST_PROBLEMS } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { oneOf } from '../../oneOf';
import { At, Count, PriceRange, ReasonOut, RecipientOut, UnknownPrices, WarningOut } from '../../schemas';

const KINDS = Object.keys(FORECAST_SUBJECTS) as (keyof typeof FORECAST_SUBJECTS)[];
const SUBJECTS = [...new Set(Object.values(FORECAST_SUBJECTS).flat())];

export const ForecastEntryOut = z
  .object({
    at: At.meta({ description: 'Of a session: its start.' }),
    kind: oneOf(KINDS, { id: 'ForecastKind', description: 'Kind of a forecast entry.' }),
    what: oneOf(SUBJECTS, {
      id: 'ForecastSubject',
      description:
        'Kind of the session, deadline, window, breach, notice, charge or task; the template of the message; or the event of the step.',
    }),
    to: RecipientOut.optional().meta({ description: 'Who gets a message or task.' }),
    session: z.string().optional().meta({ example: 'dosing-4' }),
    booked: z.literal(true).optional().meta({
      description: 'The session is booked for that time. Absent: it is only expected.',
    }),
    cycle: Count.optional().meta({ description: 'The cycle of a deadline, window or breach.' }),
    hold: z.string().optional().meta({ example: 'hold-1', description: 'The hold to review.' }),
    code: z.string().optional().meta({ description: 'Code of a charge. A practice may define its own.' }),
    cost: PriceRange.optional().meta({ description: 'Amount of a charge.' }),
    metAt: At.optional().meta({ description: 'When a deadline is expected to be met.' }),
  })
  .meta({ id: 'ForecastEntry', description: 'Something that is expected to happen.' });

export const ForecastChangeOut = z
  .object({
    before: ForecastEntryOut.optional().meta({ description: 'Absent if it is new.' }),
    after: ForecastEntryOut.optional().meta({ description: 'Absent if it is dropped.' }),
  })
  .meta({ id: 'ForecastChange', description: 'A difference between the two forecasts.' });

const shape = {
  from: At,
  ends: At,
  assumptions: z.array(z.string()).readonly().meta({ description: 'What the forecast assumes, in words.' }),
  assume: z
    .record(z.string(), z.union([z.number(), z.string()]))
    .meta({ description: 'The same assumptions as values. Each can be changed in the request.' }),
  entries: z.array(ForecastEntryOut).readonly(),
  charges: PriceRange.meta({
    description: 'Future charges of the practice, except those whose price has not been entered.',
  }),
  unknown: UnknownPrices,
  refused: z
    .array(ReasonOut)
    .optional()
    .meta({ description: 'Why the proposed signal would be refused now.' }),
  warnings: z
    .array(WarningOut)
    .optional()
    .meta({ description: 'What to look at about what the proposed signal would book. Absent: nothing.' }),
  stuck: z
    .array(ReasonOut)
    .optional()
    .meta({ description: 'Why the forecast does not reach the end of the course.' }),
};

export const ForecastOut = z
  .object(shape)
  .meta({ id: 'Forecast', description: 'What is expected to happen in the rest of a course.' });

/** The rest of the course as if a signal had been reported, and what it changes. */
export const WhatIfOut = z
  .object({
    ...shape,
    changes: z.array(ForecastChangeOut).meta({
      description: 'What the signal would change, in the order of time: what moves, is dropped, or is new.',
    }),
  })
  .meta({ id: 'WhatIf', description: 'What is expected to happen if the signal is reported.' });

export const readForecast = courseEndpoint({
  id: 'readForecast',
  method: 'get',
  path: '/api/v1/courses/{id}/forecast',
  tag: 'Courses',
  summary: 'Forecast the rest of a course.',
  description: 'Every assumption can be changed, such as `?dosingEveryDays=21`.',
  roles: STAFF,
  problems: FORECAST_PROBLEMS,
  query: AssumeSchema,
  response: ForecastOut,
  handler: async ({ params: { id }, query, who, deps: { engine } }) => {
    return forecastOut(await engine.forecast(id, who.staffId, { assume: assumedOtherwise(query) }));
  },
});

/** A forecast as the API returns it. */
export const forecastOut = ({ assume, calendar: _, ...rest }: Forecast): z.input<typeof ForecastOut> => ({
  ...rest,
  assume: { ...assume },
});
