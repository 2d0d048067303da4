import { z } from 'zod';
import { plusHours } from '../../../time/instant';
import { mayKnowOf, namedFor } from '../../clinicalDetail';
import { endpoint } from '../../http/endpoint';
import { paged } from '../../http/paging';
import { STAFF } from '../../roles';
import { At, WithheldReasonOut } from '../../schemas';
import { filters, messageShape } from './list';

const Planned = z
  .object({
    ...messageShape,
    at: At.meta({ description: 'When it will be due. At night it waits for the client’s morning.' }),
    withheld: WithheldReasonOut.optional().meta({ description: 'Why it will not go out, as things are.' }),
  })
  .meta({ id: 'PlannedMessage', description: 'A message that a course will send by itself.' });

const planned = paged({ id: 'PlannedMessageList', rows: 'planned', row: Planned, most: 200, usual: 50 });

const HOURS_A_DAY = 24;

export const listPlannedMessages = endpoint({
  id: 'listPlannedMessages',
  method: 'get',
  path: '/api/v1/messages/planned',
  tag: 'Messages',
  summary: 'List the messages that courses will send in the next days.',
  description:
    'The earliest first, as of the latest step of each course: what its clocks will send if nothing else happens. ' +
    'Every report can move, add or drop some. What follows from steps that people have yet to take is in the forecast.',
  roles: STAFF,
  problems: planned.problems,
  query: z.strictObject({
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(62)
      .default(7)
      .meta({ description: 'How many days ahead, each of 24 hours.' }),
    ...filters,
    ...planned.query,
  }),
  response: planned.response,
  handler: async ({ query, now, who, deps: { store } }) => {
    const { days, course, client, template } = query;
    if (template && !mayKnowOf(who, template)) return { planned: [] };
    const found = await store.plannedMessages.list(
      {
        before: plusHours(now, days * HOURS_A_DAY),
        ...(course !== undefined && { course }),
        ...(client !== undefined && { client }),
        ...(template && { template }),
      },
      planned.page(query),
    );
    return {
      planned: found.planned.map(({ courseId, clientId, clientName, facts, ...message }) => ({
        ...namedFor(who, message),
        ...{ course: courseId, session: facts.session },
        ...(clientId !== undefined && { client: { id: clientId, name: clientName ?? '' } }),
      })),
      next: found.next,
    };
  },
});
