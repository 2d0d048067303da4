/** Private calendar feeds, for calendar programs: the secret address is all that they need. */
import { createHash } from 'node:crypto';
import { Router } from 'express';
import { attempts } from '../../accounts/attempts';
import { feedText } from '../../messages/calendar/feed';
import { calendarUidOf } from '../../messages/identity';
import { hashOf, SECRET } from '../../security/secrets';
import type { CalendarFeed } from '../../store';
import { atTimeOfDay } from '../../time/civil';
import { toMs, type Instant } from '../../time/instant';
import { contextOf } from '../http/context';
import { nowOf, type ApiDeps } from '../http/deps';
import { ApiError } from '../http/errors';
import { STAFF } from '../roles';

const FOLDER = '/feeds/';
const ENDING = '.ics';
const DAYS = { back: 30, ahead: 180 };
/** Of one feed; programs look a few times an hour, on several devices. */
const MOST = { reads: 120, minutes: 60 };

export const feedPath = (secret: string): string => `${FOLDER}${secret}${ENDING}`;

export function feeds(deps: ApiDeps): Router {
  const router = Router();
  const reads = attempts(MOST.reads, MOST.minutes);
  router.get(`${FOLDER}:name`, async (req, res, next) => {
    contextOf(res).route = '/feeds/{secret}.ics';
    const { name } = req.params;
    const secret = name.slice(0, -ENDING.length);
    const known = name.endsWith(ENDING) && SECRET.test(secret);
    const feed = known ? await deps.store.calendarFeeds.open(hashOf(secret)) : undefined;
    if (!feed?.roles.some((role) => STAFF.includes(role))) {
      // As any address that does not exist.
      next();
      return;
    }
    const now = nowOf(deps);
    const retryAfterSeconds = reads.begin(feed.staffId, now);
    if (retryAfterSeconds !== undefined)
      throw new ApiError('rate-limited', 'This calendar is read too often.', { retryAfterSeconds });
    const { text, etag, changedAt } = await contentOf(deps, feed, now);
    res.set({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="appointments.ics"',
      'Cache-Control': 'private, no-cache',
      ETag: `"${etag}"`,
      'Last-Modified': new Date(toMs(changedAt)).toUTCString(),
    });
    if (req.fresh) res.status(304).end();
    else res.send(text);
  });
  return router;
}

async function contentOf({ store, mailer }: ApiDeps, feed: CalendarFeed, now: Instant) {
  const practice = await store.practice.get();
  if (!practice) throw new ApiError('practice-not-set-up', 'Set up the practice first.');
  const { zone, senderAddress } = practice;
  const span = { from: atTimeOfDay(zone, now, -DAYS.back, 0), before: atTimeOfDay(zone, now, DAYS.ahead, 0) };
  const sessions = await store.calendarFeeds.sessions(feed, span);
  const text = feedText({
    ...{ zone, ...span },
    events: sessions.map(({ course, ref, updatedAt, ...session }) => ({
      ...{ ...session, uid: calendarUidOf(course, ref, senderAddress), at: updatedAt },
      ...(mailer && { url: mailer.links.course(course) }),
    })),
  });
  const etag = createHash('sha256').update(text).digest('base64url');
  if (etag === feed.etag) return { text, etag, changedAt: feed.changedAt };
  await store.calendarFeeds.changed(feed.staffId, etag, now);
  return { text, etag, changedAt: now };
}
