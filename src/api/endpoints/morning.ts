import { z } from 'zod';
import { dateIn } from '../../time/civil';
import { COURSE_VIEWS, todayIn, type CourseView } from '../../store/courseViews';
import { endpoint } from '../http/endpoint';
import { practiceZone } from '../../setup/practiceZone';
import { STAFF_ROLES, type StaffRole } from '../../vocabulary/roles';
import { INTAKE, STAFF } from '../roles';
import { Count } from '../schemas';

const VIEW_WORDS: Record<CourseView, string> = {
  owedToday: 'A task is due today.',
  overdue: 'A task or another deadline is overdue.',
  aboutToBreach: 'A deadline passes within 24 hours.',
  waitingForPrescriber: 'The prescriber has something to do.',
  unbilled: 'A price has to be entered, or an invoice sent by hand.',
  unpaid: 'Something was billed and has not been paid.',
  silent: 'A step is due, and nothing has been done for a long time.',
  stuck: 'The course does not respond and takes no reports.',
};

export const View = z.enum(COURSE_VIEWS).meta({
  description: Object.entries(VIEW_WORDS)
    .map(([view, words]) => `\`${view}\`: ${words}`)
    .join(' '),
});

const counts = Object.fromEntries(
  COURSE_VIEWS.map((view) => [view, Count.meta({ description: VIEW_WORDS[view] })]),
) as Record<CourseView, typeof Count>;

const ofRoles = Object.fromEntries(STAFF_ROLES.map((role) => [role, Count])) as Record<
  StaffRole,
  typeof Count
>;

export const readMorning = endpoint({
  id: 'readMorning',
  method: 'get',
  path: '/api/v1/morning',
  tag: 'Courses',
  summary: 'Count the courses that need attention, and the tasks that are overdue.',
  description: 'To list them, use `GET /api/v1/courses?view=…`.',
  roles: STAFF,
  response: z
    .object({
      today: z.iso.date().meta({ description: 'The current date in the time zone of the practice.' }),
      zone: z.string().meta({ description: 'IANA time zone of the practice.' }),
      courses: z.object(counts).meta({ id: 'MorningCounts', description: 'Number of courses in each view.' }),
      overdueTasks: z.object(ofRoles).meta({
        id: 'OverdueTasks',
        description:
          'Number of overdue tasks of all courses, by role. Overdue inquiries count for the front desk.',
      }),
      practiceTasks: Count.meta({
        description: 'Open tasks of the practice as a whole: `practice` in `GET /api/v1/tasks`.',
      }),
      inquiries: z.object({ owed: Count, overdue: Count }).optional().meta({
        id: 'InquiryCounts',
        description:
          'Inquiries that somebody has to do something about. Absent for roles that do not answer them.',
      }),
    })
    .meta({ id: 'Morning', description: 'What needs attention today.' }),
  handler: async ({ now, who, deps: { store } }) => {
    const zone = await practiceZone(store);
    const answers = INTAKE.includes(who.role);
    const [courses, overdueTasks, tasks, inquiries] = await Promise.all([
      store.courses.counts(todayIn(zone, now)),
      store.tasks.overdue(now),
      store.practiceTasks.open(now),
      answers ? store.inquiries.owedCounts(now) : undefined,
    ]);
    return {
      ...{ today: dateIn(zone, now), zone, courses, practiceTasks: tasks.length },
      overdueTasks: { ...overdueTasks, frontDesk: overdueTasks.frontDesk + (inquiries?.overdue ?? 0) },
      ...(inquiries && { inquiries }),
    };
  },
});
