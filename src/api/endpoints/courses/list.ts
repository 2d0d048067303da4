import { z } from 'zod';
import { ACTOR_ROLES } from '../../../vocabulary/roles';
import type { CourseFilter } from '../../../store';
import { todayIn } from '../../../store/courseViews';
import { endpoint } from '../../http/endpoint';
import { practiceZone } from '../../../setup/practiceZone';
import { STAFF } from '../../roles';
import { paged } from '../../http/paging';
import { COURSE_PHASES, Flag, SearchText, Uuid } from '../../schemas';
import { View } from '../morning';
import { CourseSummaryOut, summaryOf } from './summary';

const courses = paged({ id: 'CourseList', rows: 'courses', row: CourseSummaryOut, most: 200, usual: 50 });

export const listCourses = endpoint({
  id: 'listCourses',
  method: 'get',
  path: '/api/v1/courses',
  tag: 'Courses',
  summary: 'List courses, the most recently started first.',
  roles: STAFF,
  problems: courses.problems,
  query: z.strictObject({
    phase: z.enum(COURSE_PHASES).optional().meta({ description: 'Only courses in this phase.' }),
    onHold: Flag.optional().meta({ description: '`true`: only courses on hold. `false`: only others.' }),
    waitingOn: z
      .enum([...ACTOR_ROLES, 'nobody'])
      .optional()
      .meta({ description: 'Only courses in which this role must act next.' }),
    protocol: z
      .string()
      .max(60)
      .optional()
      .meta({ description: 'Only courses with this protocol (its id).' }),
    client: Uuid.optional().meta({ description: 'Only courses of this client (their id).' }),
    closed: Flag.optional().meta({ description: '`true`: only closed courses. `false`: only open ones.' }),
    view: View.optional(),
    text: SearchText.optional().meta({
      description:
        'Part of the client’s name, e-mail address or phone number, or the start of the course id.',
    }),
    ...courses.query,
  }),
  response: courses.response,
  handler: async ({ query: { cursor, limit, view, waitingOn, ...asked }, who, now, deps: { store } }) => {
    const filter: CourseFilter = Object.fromEntries(
      Object.entries(asked).filter(([, value]) => value !== undefined),
    );
    if (waitingOn) filter.waitingOn = { role: waitingOn, at: now };
    if (view) filter.view = { name: view, today: todayIn(await practiceZone(store), now) };
    const found = await store.courses.list(filter, courses.page({ cursor, limit }));
    return { courses: found.courses.map((row) => summaryOf(row, who, now)), next: found.next };
  },
});
