import { z } from 'zod';
import { previewMove } from '../../../engine/previewProtocol';
import { courseEndpoint, FORECAST_PROBLEMS } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { At, PriceRange, ProtocolRef, ReasonOut, UnknownPrices } from '../../schemas';
import { ForecastChangeOut } from './forecast';
import { ProtocolNamed, signalFrom } from './signals';

const ForecastSummaryOut = z.object({ ends: At, charges: PriceRange, unknown: UnknownPrices }).meta({
  id: 'ForecastSummary',
  description: 'When the course is expected to end, and its future charges.',
});

export const ProtocolDifferenceOut = z
  .object({
    path: z.string().meta({ example: 'dosing.planned' }),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    sentence: z.string(),
  })
  .meta({ id: 'ProtocolDifference', description: 'A value that differs between two versions.' });

const ProtocolPreviewOut = z
  .object({
    from: ProtocolRef,
    to: ProtocolRef,
    differences: z
      .array(ProtocolDifferenceOut)
      .meta({ description: 'Differences between the two versions.' }),
    refused: z.array(ReasonOut).optional().meta({ description: 'Why the course cannot move now.' }),
    before: ForecastSummaryOut.meta({ description: 'The forecast without the move.' }),
    after: ForecastSummaryOut.meta({ description: 'The forecast after the move.' }),
    changes: z.array(ForecastChangeOut).meta({ description: 'Differences between the two forecasts.' }),
  })
  .meta({ id: 'ProtocolPreview', description: 'What a move to another version would change.' });

export const previewProtocol = courseEndpoint({
  id: 'previewProtocol',
  method: 'post',
  path: '/api/v1/courses/{id}/protocol/preview',
  tag: 'Courses',
  summary: 'Preview a move to another version of the protocol.',
  description:
    'Reports and changes nothing. To move the course, the lead reports the signal `protocolChanged`.',
  roles: STAFF,
  keyed: false,
  problems: [...FORECAST_PROBLEMS, 'course-not-begun'],
  body: ProtocolNamed,
  response: ProtocolPreviewOut,
  handler: async ({ params: { id }, body, deps, who }) => {
    const signal = await signalFrom(deps, 'protocolChanged', {
      ...body,
      ...{ id: 'preview', by: { role: 'lead', id: who.staffId } },
    });
    if (signal.name !== 'protocolChanged') throw new TypeError('another signal was read');
    return previewMove(deps, id, signal);
  },
});
