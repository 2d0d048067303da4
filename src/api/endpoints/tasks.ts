import { z } from 'zod';
import { hears } from '../clinicalDetail';
import { endpoint } from '../http/endpoint';
import { invalid } from '../http/errors';
import { STAFF_ROLES } from '../../vocabulary/roles';
import { todayIn } from '../../store/courseViews';
import { practiceZone } from '../../setup/practiceZone';
import { STAFF } from '../roles';
import { oneOf } from '../oneOf';
import { At, Count, CourseTaskOut, Flag, StaffRoleOut, Uuid } from '../schemas';
import { storedTasksOut } from '../tasks';
import { StaffId } from '../../catalog/careTeam';
import { PRACTICE_TASKS } from '../../store';

const PracticeTaskOut = z
  .object({
    kind: oneOf(PRACTICE_TASKS, {
      id: 'PracticeTaskKind',
      description: 'Kind of a task of the practice as a whole.',
    }),
    sentence: z.string().meta({ description: 'What to do.' }),
    role: StaffRoleOut,
    since: At,
    count: Count.meta({ description: 'Number of messages or courses it is about.' }),
    courses: z.array(Uuid).max(50).meta({ description: 'The courses it is about (at most 50).' }),
  })
  .meta({
    id: 'PracticeTask',
    description:
      'A task for the practice as a whole. It closes when its cause is gone; nobody completes it by hand.',
  });

export const listTasks = endpoint({
  id: 'listTasks',
  method: 'get',
  path: '/api/v1/tasks',
  tag: 'Tasks',
  summary: 'List open tasks.',
  description:
    'Tasks of all courses, what is about safety first, then the earliest due, and tasks of the practice as a whole.',
  roles: STAFF,
  query: z.strictObject({
    role: z
      .enum(STAFF_ROLES)
      .optional()
      .meta({ description: 'Only tasks for this role. Default: all roles.' }),
    mine: Flag.optional().meta({
      description: '`true`: only tasks of the courses whose care team has you in the role of the task.',
    }),
    person: StaffId.optional().meta({
      description: 'Only tasks of the courses whose care team has this person in the role of the task.',
    }),
    due: z
      .enum(['today', 'overdue'])
      .optional()
      .meta({ description: 'Only tasks that are due today (in the time zone of the practice), or overdue.' }),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(500)
      .default(200)
      .meta({ description: 'The maximum number of course tasks to return.' }),
  }),
  response: z
    .object({
      practice: z
        .array(PracticeTaskOut)
        .meta({ description: 'Tasks of the practice as a whole. They are always due now.' }),
      tasks: z.array(CourseTaskOut),
      more: z.boolean().meta({ description: 'Whether there are more tasks than `limit`.' }),
    })
    .meta({ id: 'TaskList' }),
  handler: async ({ query: { role, mine, person, due, limit }, who, now, deps }) => {
    const { store } = deps;
    if (mine && person !== undefined)
      throw invalid([{ field: 'person', message: 'cannot be asked for together with `mine`' }]);
    const of = mine ? who.staffId : person;
    const { start: begins, end: ends } = todayIn(await practiceZone(store), now);
    const when = due === 'today' ? { from: begins, before: ends } : due === 'overdue' ? { before: now } : {};
    const found = await store.tasks.open({
      limit: limit + 1,
      ...(role && { role }),
      ...(of !== undefined && { of }),
      ...when,
    });
    const stored = await storedTasksOut(deps, who, found.slice(0, limit));
    const tasks = stored.map(({ courseId, wish, ...task }) => ({
      ...{ ...task, course: courseId },
      ...(wish !== undefined && hears(who, task) && { said: { start: wish } }),
    }));
    const practice = (await store.practiceTasks.open(now)).filter((task) => !role || task.role === role);
    return { practice, tasks, more: found.length > limit };
  },
});
