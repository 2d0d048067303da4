import { z } from 'zod';
import { InstantText, Minutes, SessionKind, SessionRef } from '../../../catalog/shapes';
import type { CourseCalendar, NextBooking } from '../../../course/status/calendar';
import { plusHours } from '../../../time/instant';
import { CareTeamOut } from '../../careTeam';
import { freeTimesOf, LOOK_AHEAD_DAYS } from '../../freeTimes';
import { courseEndpoint } from '../../http/courseAccess';
import { ApiError, invalid } from '../../http/errors';
import { STAFF } from '../../roles';
import { At, Count } from '../../schemas';

/** Nobody books later than that. */
const MOST_YEARS = 5;
const YEAR_HOURS = 366 * 24;

export const listFreeTimes = courseEndpoint({
  id: 'listFreeTimes',
  method: 'get',
  path: '/api/v1/courses/{id}/free-times',
  tag: 'Courses',
  summary: 'List the free times for a session of a course.',
  description:
    'For a session that would be booked (`kind`), or for one that would move (`session`). At the full and the half hour, within the window ' +
    'of the protocol, where it has one: an integration from 24 to 72 hours after its dosing session. The practice is open for the whole ' +
    'session, it is between 7:00 AM and 9:00 PM where the client is, and neither the client nor those who hold it have another session. A hint, ' +
    'not a reservation.',
  roles: STAFF,
  problems: ['course-not-begun'],
  query: z.strictObject({
    kind: SessionKind.optional(),
    session: SessionRef.optional(),
    minutes: z.coerce.number().pipe(Minutes).optional().meta({ description: 'Default: as planned.' }),
    from: InstantText.optional().meta({
      description: `Only later times, up to ${MOST_YEARS} years from now. Default: the begin of the window.`,
    }),
  }),
  response: z
    .object({
      minutes: Count.meta({ description: 'How long it is.' }),
      window: z
        .object({ from: At.optional(), to: At.optional() })
        .meta({ id: 'SessionWindow', description: 'When it should take place. An end may be open.' }),
      from: At.meta({ description: 'The period that was looked at: its begin.' }),
      to: At.meta({
        description: `Its end: that of the window, or ${LOOK_AHEAD_DAYS} days after its begin.`,
      }),
      holders: CareTeamOut.meta({
        description:
          'Who holds it: of the care team, or the only one with the role. Only they were looked at.',
      }),
      times: z.array(At).meta({ description: 'When it could begin, the earliest first.' }),
    })
    .meta({ id: 'FreeTimes', description: 'When a session could take place.' }),
  handler: async ({ subject: course, query: { kind, session, minutes, from }, deps: { store }, now }) => {
    if (from && from > plusHours(now, MOST_YEARS * YEAR_HOURS))
      throw invalid([{ field: 'from', message: `must be within ${MOST_YEARS} years from now` }]);
    const planned = bookingOf(await store.calendars.of(course.id), kind, session);
    const asked = {
      ...planned,
      ...(minutes !== undefined && { minutes }),
      ...{ session, from, now },
    };
    const found = await freeTimesOf(store, course, asked);
    return { minutes: asked.minutes, window: planned.window ?? {}, ...found };
  },
});

/** @throws ApiError `request-invalid`, `course-not-begun` */
function bookingOf(
  calendar: CourseCalendar | undefined,
  kind: z.output<typeof SessionKind> | undefined,
  session: string | undefined,
): NextBooking {
  if ((kind === undefined) === (session === undefined))
    throw invalid([{ field: 'kind', message: 'must be given, or else `session`' }]);
  if (!calendar?.next) throw new ApiError('course-not-begun', 'This course has no calendar yet.');
  if (kind) return calendar.next[kind];
  const booked = calendar.bookings.find((each) => each.session === session);
  if (!booked) throw invalid([{ field: 'session', message: 'is not booked' }]);
  return booked;
}
