import { z } from 'zod';
import { endpoint } from '../../endpoint';
import { ApiError } from '../../errors';
import { tellCourses } from '../../everyCourse';
import { Count } from '../../schemas';

const ClosedDays = z
  .array(z.iso.date())
  .max(400)
  .meta({ description: 'Every civil date on which the practice is closed, besides weekends.' });

export const changeCalendar = endpoint({
  id: 'changeCalendar',
  method: 'patch',
  path: '/api/v1/practice/calendar',
  tag: 'Practice',
  summary: 'Enter the days on which the practice is closed.',
  description: 'They replace those entered before, for courses to come and for every course under way.',
  roles: ['lead', 'admin'],
  problems: ['practice-not-set-up', 'workers-unavailable', 'temporal-unavailable', 'course-not-begun'],
  body: z.strictObject({ closedDays: ClosedDays }),
  response: z.object({
    closedDays: ClosedDays,
    courses: Count.meta({ description: 'How many courses under way it changed.' }),
  }),
  handler: async ({ body, deps, who, derivedId }) => {
    const practice = await deps.store.practice.get();
    if (!practice) throw new ApiError('practice-not-set-up', 'The practice has not been set up yet.');
    const closedDays = [...new Set(body.closedDays)].sort();
    await deps.store.practice.save({ ...practice, closedDays });
    const by = { role: who.role, id: who.staffId };
    const signal = { name: 'practiceCalendarChanged', id: `closed:${derivedId}`, by } as const;
    return { closedDays, courses: await tellCourses(deps, { ...signal, fields: { closedDays } }) };
  },
});
