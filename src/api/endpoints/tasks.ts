import { z } from 'zod';
import { endpoint } from '../http/endpoint';
import { todayIn } from '../../store/courseViews';
import { practiceZone } from '../../setup/practiceZone';
import { STAFF } from '../roles';
import { At, Count, TaskOut, taskOut, Uuid } from '../schemas';
import { PRACTICE_TASKS } from '../../store';

const StaffRole = z.enum(['therapist', 'prescriber', 'frontDesk', 'biller', 'lead']);

const PracticeTaskOut = z
  .object({
    kind: z.enum(PRACTICE_TASKS),
    sentence: z.string().meta({ description: 'What is to be done, for people.' }),
    role: StaffRole,
    since: At,
    count: Count.meta({ description: 'How many messages or courses it is about.' }),
    courses: z.array(Uuid).max(50).meta({ description: 'The courses it is about, at most 50.' }),
  })
  .meta({
    id: 'PracticeTask',
    description: 'Work for the practice as a whole. It ends by itself with its cause; nobody ticks it off.',
  });

export const listTasks = endpoint({
  id: 'listTasks',
  method: 'get',
  path: '/api/v1/tasks',
  tag: 'Tasks',
  summary: 'List the open tasks of all courses, those due first, and those of the practice as a whole.',
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
    practice: z
      .array(PracticeTaskOut)
      .meta({ description: 'What one cause does to many courses; always due at once.' }),
    tasks: z.array(TaskOut.extend({ course: Uuid })),
    more: z.boolean().meta({ description: 'There are more than were asked for.' }),
  }),
  handler: async ({ query: { role, due, limit }, now, deps: { store } }) => {
    const { start: begins, end: ends } = todayIn(await practiceZone(store), now);
    const when = due === 'today' ? { from: begins, before: ends } : due === 'overdue' ? { before: now } : {};
    const found = await store.tasks.open({ limit: limit + 1, ...(role && { role }), ...when });
    const tasks = found
      .slice(0, limit)
      .map(({ courseId, ...task }) => ({ ...taskOut(task), course: courseId }));
    const practice = (await store.practiceTasks.open(now)).filter((task) => !role || task.role === role);
    return { practice, tasks, more: found.length > limit };
  },
});
