/** Your own calendar address: made, made anew, and revoked. */
import { z } from 'zod';
import { hashOf, newSecret } from '../../../security/secrets';
import type { Call } from '../../http/operation';
import { endpoint } from '../../http/endpoint';
import { feedPath } from '../../pages/feeds';
import { STAFF } from '../../roles';
import { At } from '../../schemas';

type By = Pick<Call<unknown, unknown, unknown>, 'who' | 'now'>;

const entry = (kind: string, { who: { role, staffId: id }, now }: By) => ({
  ...{ stream: 'access', at: now, kind, by: { role, id }, detail: { staff: id } },
});

export const readCalendarFeed = endpoint({
  id: 'readCalendarFeed',
  method: 'get',
  path: '/api/v1/calendar-feed',
  tag: 'Sign-in',
  summary: 'Show whether you have a calendar address.',
  roles: STAFF,
  response: z
    .object({ createdAt: At.optional().meta({ description: 'When it was made. Absent: there is none.' }) })
    .meta({
      id: 'CalendarFeed',
      description: 'Your private calendar address. It is shown only when it is made.',
    }),
  handler: async ({ who, deps: { store } }) => {
    const createdAt = await store.calendarFeeds.createdAt(who.staffId);
    return createdAt === undefined ? {} : { createdAt };
  },
});

export const renewCalendarFeed = endpoint({
  id: 'renewCalendarFeed',
  method: 'post',
  path: '/api/v1/calendar-feed',
  tag: 'Sign-in',
  summary: 'Make a calendar address for yourself, or a new one.',
  description:
    'Anyone who knows it can read the times of your sessions from 30 days ago to 180 days ahead, and nothing else: no names and no kinds. The ' +
    'address of before no longer works. A repeated request makes another one: its answer is not stored.',
  roles: STAFF,
  success: 'created',
  keyed: false,
  response: z
    .object({
      path: z
        .string()
        .meta({ description: 'The address, on this server. It is shown only now.', example: '/feeds/….ics' }),
    })
    .meta({ id: 'NewCalendarFeed' }),
  handler: async ({ who, deps: { store }, now }) => {
    const secret = newSecret();
    await store.atOnce(async ({ calendarFeeds, audit }) => {
      await calendarFeeds.renew(who.staffId, hashOf(secret), now);
      await audit.append(entry('calendar-feed-made', { who, now }));
    });
    return { path: feedPath(secret) };
  },
});

export const revokeCalendarFeed = endpoint({
  id: 'revokeCalendarFeed',
  method: 'post',
  path: '/api/v1/calendar-feed/revoke',
  tag: 'Sign-in',
  summary: 'Revoke your calendar address.',
  description: 'It no longer works from now on.',
  roles: STAFF,
  response: z
    .object({ revoked: z.boolean().meta({ description: 'False if there was none.' }) })
    .meta({ id: 'CalendarFeedRevoked' }),
  handler: ({ who, deps: { store }, now }) =>
    store.atOnce(async ({ calendarFeeds, audit }) => {
      const revoked = await calendarFeeds.revoke(who.staffId);
      if (revoked) await audit.append(entry('calendar-feed-revoked', { who, now }));
      return { revoked };
    }),
});
