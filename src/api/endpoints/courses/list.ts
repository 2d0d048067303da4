import { z } from 'zod';
import { PHASES } from '../../../course/status/phase';
import { Role } from '../../../catalog/shapes';
import type { CourseFilter } from '../../../store';
import { todayIn } from '../../../store/courseViews';
import { endpoint } from '../../http/endpoint';
import { practiceZone } from '../../../setup/practiceZone';
import { STAFF } from '../../roles';
import { Flag, Next, paging, Uuid } from '../../schemas';
import { View } from '../morning';
import { CourseSummaryOut, summaryOf } from './summary';

export const listCourses = endpoint({
  id: 'listCourses',
  method: 'get',
  path: '/api/v1/courses',
  tag: 'Courses',
  summary: 'List courses, the latest start first.',
  roles: STAFF,
  problems: ['cursor-invalid'],
  query: z.strictObject({
    phase: z.enum([...PHASES, 'starting']).optional(),
    onHold: Flag.optional(),
    waitingOn: z.enum([...Role.options, 'nobody']).optional(),
    protocol: z.string().max(60).optional(),
    client: Uuid.optional(),
    closed: Flag.optional().meta({ description: '`true`: ended, however; `false`: not ended.' }),
    view: View.optional(),
    text: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "Part of the client's name, or the beginning of the course's id." }),
    ...paging(200, 50),
  }),
  response: z.object({ courses: z.array(CourseSummaryOut), next: Next }),
  handler: async ({ query: { cursor, limit, view, ...asked }, now, deps: { store } }) => {
    const filter: CourseFilter = Object.fromEntries(
      Object.entries(asked).filter(([, value]) => value !== undefined),
    );
    if (view) filter.view = { name: view, today: todayIn(await practiceZone(store), now) };
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { courses, next } = await store.courses.list(filter, page);
    return { courses: courses.map(summaryOf), next };
  },
});
