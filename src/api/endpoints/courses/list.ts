import { z } from 'zod';
import { PHASES } from '../../../course/phases';
import { Role } from '../../../signals/shapes';
import { endpoint } from '../../endpoint';
import { STAFF } from '../../roles';
import { Flag, Next, paging, Uuid } from '../../schemas';
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
    ...paging(200, 50),
  }),
  response: z.object({ courses: z.array(CourseSummaryOut), next: Next }),
  handler: async ({ query: { cursor, limit, ...asked }, deps: { store } }) => {
    const filter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { courses, next } = await store.courses.list(filter, page);
    return { courses: courses.map(summaryOf), next };
  },
});
