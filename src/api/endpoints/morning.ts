import { z } from 'zod';
import { dateIn } from '../../time/civil';
import { COURSE_VIEWS, todayIn, type CourseView } from '../../store/courseViews';
import { endpoint } from '../http/endpoint';
import { practiceZone } from '../../setup/practiceZone';
import { STAFF } from '../roles';
import { Count } from '../schemas';

const VIEW_WORDS: Record<CourseView, string> = {
  owedToday: 'A task is due today.',
  overdue: 'A task is past its day, or something owed has been breached and is still owed.',
  aboutToBreach: 'Something owed is breached within 24 hours.',
  waitingForPrescriber: 'The prescriber has something to do.',
  unbilled: 'Something rendered is not billed yet.',
  silent: 'A step is owed and nothing has been done for long.',
  stuck: 'The course does not respond: what is reported of it is not taken.',
};

export const View = z.enum(COURSE_VIEWS).meta({
  description: Object.entries(VIEW_WORDS)
    .map(([view, words]) => `\`${view}\`: ${words}`)
    .join(' '),
});

const counts = Object.fromEntries(
  COURSE_VIEWS.map((view) => [view, Count.meta({ description: VIEW_WORDS[view] })]),
) as Record<CourseView, typeof Count>;

export const readMorning = endpoint({
  id: 'readMorning',
  method: 'get',
  path: '/api/v1/morning',
  tag: 'Courses',
  summary: "Count the courses behind each of the practice's morning questions.",
  description: 'The courses themselves: `GET /api/v1/courses?view=…`.',
  roles: STAFF,
  response: z
    .object({
      today: z.iso.date().meta({ description: "The practice's civil day." }),
      zone: z.string(),
      courses: z.object(counts),
      practiceTasks: Count.meta({
        description: 'Open tasks of the practice as a whole: `practice` of `GET /api/v1/tasks`.',
      }),
    })
    .meta({ id: 'Morning' }),
  handler: async ({ now, deps: { store } }) => {
    const zone = await practiceZone(store);
    const [courses, tasks] = await Promise.all([
      store.courses.counts(todayIn(zone, now)),
      store.practiceTasks.open(now),
    ]);
    return { today: dateIn(zone, now), zone, courses, practiceTasks: tasks.length };
  },
});
