import { z } from 'zod';
import { endpoint } from '../endpoint';
import { todayIn } from '../../store/courseViews';
import { practiceZone } from '../practiceZone';
import { STAFF } from '../roles';
import { TaskOut, taskOut, Uuid } from '../schemas';

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
    due: z
      .enum(['today', 'overdue'])
      .optional()
      .meta({ description: "Due on the practice's civil day, or past its time." }),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  response: z.object({
    tasks: z.array(TaskOut.extend({ course: Uuid })),
    more: z.boolean().meta({ description: 'There are more than were asked for.' }),
  }),
  handler: async ({ query: { role, due, limit }, now, deps: { store } }) => {
    const { begins, ends } = todayIn(await practiceZone(store), now);
    const when = due === 'today' ? { from: begins, before: ends } : due === 'overdue' ? { before: now } : {};
    const found = await store.tasks.open({ limit: limit + 1, ...(role && { role }), ...when });
    const tasks = found
      .slice(0, limit)
      .map(({ courseId, ...task }) => ({ ...taskOut(task), course: courseId }));
    return { tasks, more: found.length > limit };
  },
});
