import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { checkedStart, chosenCourse } from '../../beginCourse';
import { invalid } from '../../http/errors';
import { INTAKE } from '../../roles';
import { secondCourses } from '../../otherCourses';
import { ProtocolRef, Uuid, WarningOut } from '../../schemas';

export const startCourse = endpoint({
  id: 'startCourse',
  method: 'post',
  path: '/api/v1/courses',
  tag: 'Courses',
  summary: 'Start a course for a client.',
  description:
    'Starts one durable workflow. The course keeps its version of the protocol unless it is moved to another one.',
  roles: INTAKE,
  success: 'created',
  // What an earlier release stored has no warnings.
  repeat: (body) => ({ warnings: [], ...(body as object) }),
  problems: ['practice-not-set-up', 'temporal-unavailable', 'protocol-incomplete'],
  body: z
    .strictObject({ client: Uuid.meta({ description: 'Id of the client.' }), ...chosenCourse })
    .meta({ id: 'NewCourse' }),
  response: z
    .object({
      id: Uuid,
      client: Uuid,
      protocol: ProtocolRef,
      href: z.string().meta({ example: '/api/v1/courses/3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11' }),
      warnings: z
        .array(WarningOut)
        .meta({ description: 'What to look at: other open courses of the client.' }),
    })
    .meta({ id: 'CourseStarted' }),
  handler: async ({ body, deps, who, derivedId: id, now }) => {
    const begin = await checkedStart(deps, body);
    const client = await deps.store.clients.find(body.client);
    if (!client) throw invalid([{ field: 'client', message: 'must be the id of a client' }]);
    const protocol = await begin({ id, client, by: { role: who.role, id: who.staffId }, now });
    const warnings = await secondCourses(deps.store, client.id, id);
    return { ...{ id, client: client.id, protocol, href: `/api/v1/courses/${id}` }, warnings };
  },
});
