import { z } from 'zod';
import { Day } from '../../../catalog/shapes';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { requireStillAllowed } from '../../http/stillAllowed';
import { bookedOnClosedDays } from '../../otherCourses';
import { Count, WarningOut } from '../../schemas';
import { changeAndBroadcast, broadcastAgain, broadcastShape } from '../../broadcastChange';

const MOST_LISTED = 200;

const ClosedDays = z
  .array(Day)
  .max(400)
  .meta({ description: 'All dates on which the practice is closed, besides weekends.' });

export const changeCalendar = endpoint({
  id: 'changeCalendar',
  method: 'patch',
  path: '/api/v1/practice/calendar',
  tag: 'Practice',
  summary: 'Set the days on which the practice is closed.',
  description:
    'They replace the days set before, for new courses and for every open one. A course that does not respond is ' +
    'updated as soon as it does. Repeat the request to retry those courses now.',
  roles: ['lead', 'admin'],
  problems: ['practice-not-set-up'],
  // What an earlier release stored has no warnings.
  repeat: async (body, again) => ({
    ...{ bookedCount: 0, warnings: [] },
    ...((await broadcastAgain(body, again)) as object),
  }),
  body: z.strictObject({ closedDays: ClosedDays }),
  response: z
    .object({
      closedDays: ClosedDays,
      bookedCount: Count.meta({ description: 'Number of sessions booked on days that are closed now.' }),
      warnings: z.array(WarningOut).meta({ description: `Those sessions (at most ${MOST_LISTED}).` }),
      ...broadcastShape,
    })
    .meta({ id: 'CalendarChanged' }),
  handler: async ({ body, deps, who, derivedId, now }) => {
    const closedDays = [...new Set(body.closedDays)].sort();
    const by = { role: who.role, id: who.staffId };
    const report = {
      name: 'practiceCalendarChanged',
      id: `closed:${derivedId}`,
      by,
      fields: { closedDays },
    } as const;
    let added: string[] = [];
    let zone = 'UTC';
    const reached = await changeAndBroadcast(deps, { report, now }, async (all) => {
      await requireStillAllowed(all, who);
      const { practice, audit } = all;
      const before = await practice.get();
      // Only the days: somebody else may be changing another setting.
      if (!before || !(await practice.change({ closedDays })))
        throw new ApiError('practice-not-set-up', 'Set up the practice first.');
      added = closedDays.filter((day) => !before.closedDays.includes(day));
      ({ zone } = before);
      const removed = before.closedDays.filter((day) => !closedDays.includes(day));
      const detail = { added, removed };
      await audit.append({ stream: 'practice', at: now, kind: 'closed-days-changed', by, detail });
    });
    const booked = await bookedOnClosedDays(deps.store, { zone, added, now });
    return { closedDays, bookedCount: booked.length, warnings: booked.slice(0, MOST_LISTED), ...reached };
  },
});
