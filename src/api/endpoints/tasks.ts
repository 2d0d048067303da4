import { z } from 'zod';
import { endpoint } from '../endpoint';
import { STAFF } from '../roles';
import { TaskOut, Uuid } from '../schemas';

const StaffRole = z.enum(['therapist', 'prescriber', 'frontDesk', 'biller', 'lead']);

export const listTasks = endpoint({
  id: 'listTasks',
  method: 'get',
  path: '/api/v1/tasks',
  tag: 'Tasks',
  summary: 'List the open tasks of all courses, those due first.',
  roles: STAFF,
  query: z.strictObject({
    role: StaffRole.optional().meta({ description: 'Whose tasks; all when absent.' }),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  response: z.object({
    tasks: z.array(TaskOut.extend({ course: Uuid })),
    more: z.boolean().meta({ description: 'There are more than were asked for.' }),
  }),
  handler: async ({ query: { role, limit }, deps: { store } }) => {
    const found = await store.tasks.open({ limit: limit + 1, ...(role && { role }) });
    const tasks = found.slice(0, limit).map(({ courseId, ...task }) => ({ ...task, course: courseId }));
    return { tasks, more: found.length > limit };
  },
});
