/** Whether the process is alive and can do its work. Public, so it reveals nothing else. */
import type { RequestHandler } from 'express';
import { fromMs, minutesBetween } from '../time/instant';
import { contextOf } from './http/context';
import type { ApiDeps } from './http/deps';
import { ApiError } from './http/errors';

const LIMIT_MS = 3_000;

/** The watch checks the courses every few seconds. A last check older than this means that it does not run. */
const UNWATCHED_MINUTES = 5;

/** The process is alive. */
export const healthz: RequestHandler = (_req, res) => {
  contextOf(res).route = '/healthz';
  res.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/**
 * Ready: database and Temporal respond, and the process is not stopping. Degraded, but still ready, when some courses
 * do not respond, the watch does not run, or the disk is full: no other process would do better, and reads still work.
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
    const detail = stopping() ? 'The process is stopping.' : 'The database or Temporal does not respond.';
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
