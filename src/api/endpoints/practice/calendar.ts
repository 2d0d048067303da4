import { z } from 'zod';
import { Day } from '../../../catalog/shapes';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { changeAndBroadcast, broadcastAgain, broadcastShape } from '../../broadcastChange';

const ClosedDays = z
  .array(Day)
  .max(400)
  .meta({ description: 'Every civil date on which the practice is closed, besides weekends.' });

export const changeCalendar = endpoint({
  id: 'changeCalendar',
  method: 'patch',
  path: '/api/v1/practice/calendar',
  tag: 'Practice',
  summary: 'Enter the days on which the practice is closed.',
  description:
    'They replace those entered before, for courses to come and for every course under way. A course that does not ' +
    'respond is told as soon as it does; the request again reaches only those.',
  roles: ['lead', 'admin'],
  problems: ['practice-not-set-up'],
  repeat: broadcastAgain,
  body: z.strictObject({ closedDays: ClosedDays }),
  response: z.object({ closedDays: ClosedDays, ...broadcastShape }),
  handler: async ({ body, deps, who, derivedId, now }) => {
    const closedDays = [...new Set(body.closedDays)].sort();
    const by = { role: who.role, id: who.staffId };
    const report = {
      name: 'practiceCalendarChanged',
      id: `closed:${derivedId}`,
      by,
      fields: { closedDays },
    } as const;
    const told = await changeAndBroadcast(deps, { report, now }, async ({ practice }) => {
      const entered = await practice.get();
      if (!entered) throw new ApiError('practice-not-set-up', 'The practice has not been set up yet.');
      await practice.save({ ...entered, closedDays });
    });
    return { closedDays, ...told };
  },
});
