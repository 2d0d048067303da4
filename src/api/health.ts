/** For load balancers and people: is the process alive, can it do its work. Public; tells nothing else. */
import type { RequestHandler } from 'express';
import { fromMs, minutesBetween } from '../time/instant';
import { contextOf } from './http/context';
import type { ApiDeps } from './http/deps';
import { ApiError } from './http/errors';

const LIMIT_MS = 3_000;

/** The watch over the courses looks every few seconds; so old, it does not. */
const UNWATCHED_MINUTES = 5;

/** The process answers. */
export const healthz: RequestHandler = (_req, res) => {
  contextOf(res).route = '/healthz';
  res.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/**
 * Database and Temporal answer too, and the process is not about to stop. It is ready all the same when some
 * courses do not respond, or nobody has looked for minutes, and says so: no other process would serve them better.
 * Likewise while the disk is full: it still reads.
 */
export function readyz(
  { store, engine, hasSpace, now = () => new Date() }: ApiDeps,
  stopping: () => boolean,
): RequestHandler {
  return async (_req, res) => {
    contextOf(res).route = '/readyz';
    res.set('Cache-Control', 'no-store');
    const [database, temporal] = await Promise.all([isUp(() => store.ping()), isUp(() => engine.ping())]);
    const checks = { database: database ? 'up' : 'down', temporal: temporal ? 'up' : 'down' };
    if (database && temporal && !stopping()) {
      const { stuck: notResponding, watchedAt } = await store.stuck.state();
      const courses = { notResponding, ...(watchedAt && { watchedAt }) };
      const unwatched =
        watchedAt !== undefined && minutesBetween(watchedAt, fromMs(now().getTime())) >= UNWATCHED_MINUTES;
      const full = hasSpace !== undefined && !(await hasSpace());
      res.json({
        status: notResponding > 0 || full || unwatched ? 'degraded' : 'ready',
        checks: { ...checks, courses, ...(full && { storage: 'full' }) },
      });
      return;
    }
    const detail = stopping() ? 'The process is stopping.' : 'Something this process needs does not answer.';
    throw new ApiError('not-ready', detail, { known: checks, retryAfterSeconds: 5 });
  };
}

async function isUp(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS, false);
  });
  const answered = ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, limit]);
  } finally {
    clearTimeout(timer);
  }
}
