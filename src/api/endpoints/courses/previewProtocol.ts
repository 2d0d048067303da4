import { z } from 'zod';
import { previewMove } from '../../../engine/previewProtocol';
import { courseEndpoint, LIVE_PROBLEMS } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { At, BoundsOut, Count, ReasonOut, UnknownPrices } from '../../schemas';
import { ProtocolNamed, signalFrom } from './signals';

const Ahead = z.object({ ends: At, charges: BoundsOut, unknown: UnknownPrices });
const Version = z.object({ id: z.string(), version: Count });

export const previewProtocol = courseEndpoint({
  id: 'previewProtocol',
  method: 'post',
  path: '/api/v1/courses/{id}/protocol/preview',
  tag: 'Courses',
  summary: 'See what a move to another version of the protocol would change.',
  description:
    'Nothing is reported and nothing changes. The move itself is the signal protocolChanged, by the lead.',
  roles: STAFF,
  keyed: false,
  problems: [...LIVE_PROBLEMS, 'course-not-begun'],
  body: ProtocolNamed,
  response: z
    .object({
      from: Version,
      to: Version,
      differences: z
        .array(
          z.object({
            path: z.string(),
            before: z.unknown().optional(),
            after: z.unknown().optional(),
            sentence: z.string(),
          }),
        )
        .meta({ description: 'Between the two versions.' }),
      refused: z.array(ReasonOut).optional().meta({ description: 'Why the course could not move now.' }),
      before: Ahead.meta({ description: 'The forecast as the course stands.' }),
      after: Ahead.meta({ description: 'The forecast as if it had moved.' }),
      changes: z
        .array(
          z.object({
            kind: z.string(),
            what: z.string(),
            before: At.optional().meta({ description: 'Absent: it is new.' }),
            after: At.optional().meta({ description: 'Absent: it falls away.' }),
            session: z.string().optional(),
            costBefore: BoundsOut.optional(),
            costAfter: BoundsOut.optional(),
          }),
        )
        .meta({ description: 'Differences between the two forecasts.' }),
    })
    .meta({ id: 'ProtocolPreview' }),
  handler: async ({ params: { id }, body, deps, who }) => {
    const signal = signalFrom(deps, 'protocolChanged', {
      ...body,
      ...{ id: 'preview', by: { role: 'lead', id: who.staffId } },
    });
    if (signal.name !== 'protocolChanged') throw new TypeError('another signal was read');
    return previewMove(deps, id, signal);
  },
});
