import { z } from 'zod';
import { assumedOtherwise, AssumeSchema } from '../../../catalog/assumptions';
import { CATALOG, SIGNAL_NAMES, type SignalName } from '../../../catalog/signals';
import { courseEndpoint, FORECAST_PROBLEMS } from '../../http/courseAccess';
import { canBook, doseInOtherCourse, warningsElsewhere } from '../../otherCourses';
import { STAFF } from '../../roles';
import { compareForecasts } from '../../../course/forecast/compare';
import { forecastOut, WhatIfOut } from './forecast';
import { signalBody, signalFrom } from './signals';

type Named = z.ZodObject<{ name: z.ZodLiteral<SignalName> }>;
const named = SIGNAL_NAMES.map((name): Named => signalBody(name).extend({ name: z.literal(name) }));
const [first, ...others] = named;
if (!first) throw new Error('the catalog has no signal');

/** Any signal of the catalog, with its name. */
const WhatIf = z.discriminatedUnion('name', [first, ...others]);

export const whatIf = courseEndpoint({
  id: 'whatIf',
  method: 'post',
  path: '/api/v1/courses/{id}/forecast',
  tag: 'Courses',
  summary: 'Forecast the rest of a course as if a signal had been reported.',
  description: 'Reports and changes nothing. No Idempotency-Key is needed.',
  roles: STAFF,
  keyed: false,
  problems: FORECAST_PROBLEMS,
  body: z.strictObject({ signal: WhatIf, assume: AssumeSchema.optional() }),
  response: WhatIfOut,
  handler: async ({ subject: course, body, deps, who, now }) => {
    const { id } = course;
    const { name, ...fields } = body.signal;
    // A question, not a report: asked in the name of a role that may report it.
    const by = { role: CATALOG[name].by[0], id: who.staffId };
    const signal = await signalFrom(deps, name, { ...fields, id: 'what-if', by });
    const assume = assumedOtherwise(body.assume ?? {});
    const [without, { calendar, ...ahead }] = await Promise.all([
      deps.engine.forecast(id, who.staffId, { assume }),
      deps.engine.forecast(id, who.staffId, { signal, assume }),
    ]);
    const close = await doseInOtherCourse(deps.store, course, signal, now);
    const elsewhere = canBook(signal)
      ? await warningsElsewhere(deps.store, course, await deps.store.calendars.of(id), calendar)
      : [];
    const refused = [...(ahead.refused ?? []), ...close];
    const warnings = [...(ahead.warnings ?? []), ...elsewhere];
    const forecast = forecastOut({
      ...ahead,
      ...(refused.length > 0 && { refused }),
      ...(warnings.length > 0 && { warnings }),
    });
    return { ...forecast, changes: compareForecasts(without, ahead) };
  },
});
