import { z } from 'zod';
import { hears } from '../clinicalDetail';
import { endpoint } from '../http/endpoint';
import { invalid } from '../http/errors';
import { telephoneUri } from '../../catalog/contact';
import type { Instant } from '../../time/instant';
import type { InquiryState } from '../../vocabulary/inquiries';
import { STAFF_ROLES, type StaffRole } from '../../vocabulary/roles';
import type { ApiStore } from '../http/deps';
import { todayIn } from '../../store/courseViews';
import { practiceZone } from '../../setup/practiceZone';
import { INTAKE, STAFF } from '../roles';
import { oneOf } from '../oneOf';
import { At, CallOut, Count, CourseTaskOut, Flag, StaffRoleOut, Uuid } from '../schemas';
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
    count: Count.meta({ description: 'Number of messages, courses or inquiries it is about.' }),
    courses: z.array(Uuid).max(50).meta({ description: 'The courses it is about (at most 50).' }),
  })
  .meta({
    id: 'PracticeTask',
    description:
      'A task for the practice as a whole. It closes when its cause is gone; nobody completes it by hand.',
  });

const OwedInquiry = z
  .object({
    id: Uuid,
    name: z.string(),
    role: StaffRoleOut,
    sentence: z.string().meta({ description: 'What to do.' }),
    since: At,
    dueBy: At,
    call: CallOut.optional(),
  })
  .meta({ id: 'OwedInquiry', description: 'An inquiry that is owed, like a task.' });

const WHAT_IS_OWED: Partial<Record<InquiryState, string>> = {
  consult: 'The consult is over. Decide what comes next.',
};
const START_AGAIN = 'The start of the course broke off. Start it again.';
const CALL = 'An e-mail did not go out. Call them.';
const ANSWER = 'Answer this inquiry.';

/** Who answers inquiries as their task. */
const ANSWERING = 'frontDesk';

async function owedInquiries(
  { inquiries }: ApiStore,
  {
    role,
    of,
    from,
    before,
  }: { role: StaffRole | undefined; of: string | undefined; from?: Instant; before?: Instant },
  now: Instant,
): Promise<z.input<typeof OwedInquiry>[]> {
  if (role !== undefined && role !== ANSWERING) return [];
  return (await inquiries.owed(now)).flatMap(
    ({ id, name, phone, state, owedFrom, dueAt, mailTrouble, consult, clientId }) => {
      if (owedFrom === undefined || dueAt === undefined) return [];
      if (of !== undefined && consult?.staffId !== of) return [];
      if ((from !== undefined && dueAt < from) || (before !== undefined && dueAt >= before)) return [];
      return [
        {
          ...{ id, name, role: ANSWERING, since: owedFrom, dueBy: dueAt },
          sentence: mailTrouble
            ? CALL
            : clientId !== undefined
              ? START_AGAIN
              : (WHAT_IS_OWED[state] ?? ANSWER),
          ...(phone !== undefined && { call: { phone, link: telephoneUri(phone) } }),
        },
      ];
    },
  );
}

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
      inquiries: z.array(OwedInquiry).meta({
        description:
          'Inquiries that somebody has to do something about, the earliest due first. Only for roles that answer them; with `mine` or `person`, those whose consult that person holds.',
      }),
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
    const inquiries = INTAKE.includes(who.role) ? await owedInquiries(store, { role, of, ...when }, now) : [];
    return { practice, tasks, inquiries, more: found.length > limit };
  },
});
