import { z } from 'zod';
import { endpoint } from '../../endpoint';
import { ApiError } from '../../errors';
import { tellCourses } from '../../everyCourse';
import { INTAKE } from '../../roles';
import { Count, Uuid } from '../../schemas';
import { ClientChange, ClientOut } from './client';

export const changeClient = endpoint({
  id: 'changeClient',
  method: 'patch',
  path: '/api/v1/clients/{id}',
  tag: 'Clients',
  summary: 'Change what is known of a client.',
  description:
    'Another time zone reaches the open courses of the client at once: what is due by the wall clock moves.',
  roles: INTAKE,
  problems: ['client-unknown', 'workers-unavailable', 'temporal-unavailable', 'course-not-begun'],
  params: z.strictObject({ id: Uuid }),
  body: ClientChange,
  response: z.object({
    client: ClientOut,
    courses: Count.meta({ description: 'How many courses the new time zone changed.' }),
  }),
  handler: async ({ params: { id }, body: { phone, ...body }, deps, who, derivedId }) => {
    const given = Object.entries({ ...body, phone }).filter(([, value]) => value !== undefined);
    const changed = await deps.store.clients.change(id, Object.fromEntries(given));
    const client = changed && (await deps.store.clients.find(id));
    if (!client) throw new ApiError('client-unknown', 'There is no such client.');
    const by = { role: who.role, id: who.staffId };
    const { zone } = body;
    const courses =
      zone === undefined
        ? 0
        : await tellCourses(
            deps,
            { name: 'clientMoved', id: `moved:${derivedId}`, by, fields: { zone } },
            id,
          );
    return { client, courses };
  },
});
