/** The sign-ins of one person, in all their browsers. */
import { z } from 'zod';
import { lasts } from '../../../accounts/signIn';
import { idleMinutesOf } from '../../http/deps';
import type { ApiErrorCode } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { complete } from '../../http/visitor';
import { At, Count, Uuid } from '../../schemas';

const problems: ApiErrorCode[] = ['not-signed-in', 'second-factor-needed', 'second-factor-setup-needed'];

export const listSignIns = openEndpoint({
  id: 'listSignIns',
  method: 'get',
  path: '/api/v1/sign-ins',
  tag: 'Sign-in',
  summary: 'List where you are signed in.',
  description: 'Your own sign-ins that have not ended, the latest first.',
  problems,
  response: z
    .object({
      signIns: z.array(
        z
          .object({
            id: Uuid,
            browser: z.string().meta({ example: 'Firefox on Windows' }),
            createdAt: At,
            lastSeenAt: At.meta({ description: 'The last request, to the minute.' }),
            current: z.boolean().meta({ description: 'It is the one of this request.' }),
          })
          .meta({ id: 'OwnSignIn', description: 'A sign-in in one browser.' }),
      ),
    })
    .meta({ id: 'OwnSignIns' }),
  handler: async ({ visitor, deps, now }) => {
    const { id: current, staffId } = complete(visitor.signIn);
    const lasting = { now, idleMinutes: idleMinutesOf(deps) };
    const all = await deps.store.signIns.ofStaff(staffId);
    return {
      signIns: all
        .filter((each) => each.stage === 'signedIn' && lasts(each, lasting))
        .map(({ id, browser, createdAt, seenAt }) => ({
          ...{ id, browser, createdAt, lastSeenAt: seenAt, current: id === current },
        })),
    };
  },
});

export const signOutEverywhere = openEndpoint({
  id: 'signOutEverywhere',
  method: 'post',
  path: '/api/v1/sign-ins/sign-out-everywhere',
  tag: 'Sign-in',
  summary: 'Sign out everywhere.',
  description:
    'Ends all your sign-ins at once, in this browser too. Tokens stay valid, and so does your calendar address unless you say otherwise.',
  problems,
  body: z.strictObject({
    calendar: z.literal('revoke').optional().meta({ description: 'Your calendar address ends with them.' }),
  }),
  response: z
    .object({
      ended: Count.meta({ description: 'How many sign-ins it ended.' }),
      calendarRevoked: z.boolean(),
    })
    .meta({ id: 'SignedOutEverywhere' }),
  handler: async ({ body: { calendar }, visitor, deps: { store }, now }) => {
    const { staffId } = complete(visitor.signIn);
    const calendarRevoked = calendar === 'revoke' && (await store.calendarFeeds.revoke(staffId));
    const ended = await store.signIns.endAll(staffId);
    visitor.forget();
    const detail = { staff: staffId, ended, ...(calendarRevoked && { calendarRevoked }) };
    await store.audit.append({ stream: 'access', at: now, kind: 'signed-out-everywhere', detail });
    return { ended, calendarRevoked };
  },
});
