import { z } from 'zod';
import type { Actor } from '../../../catalog/signals';
import type { Recorded } from '../../../course/events';
import { courseEndpoint } from '../../http/courseAccess';
import { CLINICAL } from '../../roles';
import { paged } from '../../http/paging';
import { At, Count, RoleOut } from '../../schemas';
import { EventTypeOut } from './signals';

const ActorOut = z
  .object({
    role: RoleOut,
    id: z.string().meta({ description: 'Never a name.' }),
    name: z
      .string()
      .optional()
      .meta({ description: 'In the timeline: of the person; absent for somebody who is not on the staff.' }),
  })
  .meta({ id: 'Actor', description: 'Who reported it.' });

export const EventOut = z
  .looseObject({
    seq: Count.meta({ description: 'Number within the course, starting at 1.' }),
    type: EventTypeOut,
    at: At.meta({ description: 'When it happened.' }),
    recordedAt: At.meta({ description: 'When it was recorded.' }),
    cause: z.string().meta({ description: 'Id of the signal or key of the deadline that caused it.' }),
    by: ActorOut,
  })
  .meta({ id: 'Event', description: 'Something that happened, with further fields depending on its type.' });

const timeline = paged({ id: 'Timeline', rows: 'events', row: EventOut, most: 500, usual: 100 });

export const readTimeline = courseEndpoint({
  id: 'readTimeline',
  method: 'get',
  path: '/api/v1/courses/{id}/timeline',
  tag: 'Courses',
  summary: 'Read the timeline of a course.',
  description:
    'The first page has the latest events. Within a page the oldest event comes first. `next` leads to older events.',
  roles: CLINICAL,
  problems: timeline.problems,
  query: z.strictObject(timeline.query),
  response: timeline.response,
  handler: async ({ params: { id }, query, deps: { store } }) => {
    const { events, next } = await store.events.timeline(id, timeline.page(query));
    const names = await store.staff.names(events.map(({ by }) => by.id));
    const named = ({ role, id: person }: Actor): z.input<typeof ActorOut> => {
      const name = names.get(person);
      return { role, id: person, ...(name !== undefined && { name }) };
    };
    return { events: events.map((event) => ({ ...eventOut(event), by: named(event.by) })), next };
  },
});

/** Names the protocol only: its content is at /api/v1/protocols. */
export function eventOut(event: Recorded): z.input<typeof EventOut> {
  if (event.type !== 'courseStarted' && event.type !== 'protocolChanged') return { ...event };
  const { protocol, ...rest } = event;
  return { ...rest, protocol: { id: protocol.id, version: protocol.version } };
}
