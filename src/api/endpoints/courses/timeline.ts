import { z } from 'zod';
import type { Recorded } from '../../../course/events';
import { invalid } from '../../http/endpoint';
import { courseEndpoint } from '../../http/courseAccess';
import { CLINICAL } from '../../roles';
import { Count, At, Next, paging } from '../../schemas';
import { Role } from '../../../catalog/shapes';

const EventOut = z
  .looseObject({
    seq: Count.meta({ description: 'Number within the course, from 1.' }),
    type: z.string().meta({ example: 'sessionCompleted' }),
    at: At.meta({ description: 'When it happened.' }),
    recordedAt: At.meta({ description: 'When the course took it in.' }),
    cause: z.string().meta({ description: 'Id of the signal, or key of the clock that ran out.' }),
    by: z.object({ role: Role, id: z.string() }),
  })
  .meta({ id: 'Event', description: "What has happened, with the event's own fields." });

export const readTimeline = courseEndpoint({
  id: 'readTimeline',
  method: 'get',
  path: '/api/v1/courses/{id}/timeline',
  tag: 'Courses',
  summary: 'Read what has happened.',
  description:
    'The first page is the latest; within a page the oldest comes first; `next` leads further back.',
  roles: CLINICAL,
  problems: ['cursor-invalid'],
  query: z.strictObject(paging(500, 100)),
  response: z.object({ events: z.array(EventOut), next: Next }),
  handler: async ({ params: { id }, query: { cursor, limit }, deps: { store } }) => {
    const page = { limit, ...(cursor !== undefined && { before: eventNumber(cursor) }) };
    const { events, before } = await store.events.timeline(id, page);
    return { events: events.map(shown), ...(before !== undefined && { next: String(before) }) };
  },
});

function eventNumber(cursor: string): number {
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  throw invalid([{ field: 'cursor', message: 'must be one that this list has given out' }]);
}

/** The whole protocol is at /api/v1/protocols; here its version is enough. */
function shown(event: Recorded): z.input<typeof EventOut> {
  if (event.type !== 'courseStarted') return { ...event };
  const { protocol, ...rest } = event;
  return { ...rest, protocol: { id: protocol.id, version: protocol.version } };
}
