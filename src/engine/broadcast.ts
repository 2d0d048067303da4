/** One report to many courses: what changed outside of them, such as the client's zone, reaches each. */
import { readSignal } from '../protocols/readSignal';
import { errorTrace } from '../telemetry/errorTrace';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { minutesBetween, type Instant } from '../time/instant';
import type { PendingBroadcast, PendingFilter, Store } from '../store';
import { inParallel } from '../watch/inParallel';
import { EngineError, type CourseEngine } from './engine';

/** Registered for longer than this without a first step, a course was never started. */
const STARTING_MINUTES = 10;

/** How long telling may take, in milliseconds: one course, and all of them together. */
export interface Patience {
  courseMs: number;
  wholeMs: number;
}

const PATIENCE: Patience = { courseMs: 5_000, wholeMs: 20_000 };

/** What reaching courses needs. */
export interface Reach {
  store: Pick<Store, 'broadcasts'> & {
    courses: Pick<Store['courses'], 'find'>;
    stuck: Pick<Store['stuck'], 'suspect'>;
  };
  engine: Pick<CourseEngine, 'signal'>;
  log?: Pick<Logger, 'error'>;
  patience?: Partial<Patience>;
  progress?: ((done: number, all: number) => void) | undefined;
}

export interface Unreached {
  course: string;
  /** An engine's code, `internal` for a fault of ours, `not-yet` when the time was up before its turn. */
  code: string;
}

export interface BroadcastResult {
  /** Courses it changed: one that knows it already refuses it. */
  changed: number;
  /** Courses that could not be told. They stay owed. */
  unreached: Unreached[];
}

/**
 * Tells every course what it is owed, some side by side, in a bounded time. Whatever becomes of one course,
 * the others are told; what is left is owed and told by `retryOwed`. @throws StoreError
 */
export async function broadcastTo(
  reach: Reach,
  now: Instant,
  which: PendingFilter,
): Promise<BroadcastResult> {
  const { broadcasts } = reach.store;
  const owed = await broadcasts.unreached(which);
  const end = Date.now() + (reach.patience?.wholeMs ?? PATIENCE.wholeMs);
  const told: BroadcastResult = { changed: 0, unreached: [] };
  let done = 0;
  await inParallel(owed, async (each) => {
    const { course, report, why } = each;
    const outcome = Date.now() < end ? await tell(reach, each, now) : why;
    if (outcome === 'changed') told.changed += 1;
    if (outcome === 'changed' || outcome === 'known') await broadcasts.reached(report.id, course);
    else {
      told.unreached.push({ course, code: outcome });
      if (Date.now() < end) await broadcasts.failed(each, outcome, now);
    }
    reach.progress?.((done += 1), owed.length);
  });
  await broadcasts.tidy();
  return told;
}

/** Most courses that one round of `retryOwed` tries. */
const MOST_A_ROUND = 500;

/** Tells again those whose time has come. @throws StoreError */
export const retryBroadcasts = (reach: Reach, now: Instant): Promise<BroadcastResult> =>
  broadcastTo(reach, now, { dueBy: now, limit: MOST_A_ROUND });

/** `changed`, `known` when there is nothing to tell any more, or the code of what is in the way. */
async function tell(reach: Reach, { report, course }: PendingBroadcast, now: Instant): Promise<string> {
  const { name, id, by, fields } = report;
  try {
    const read = readSignal(name, { id, by, ...fields });
    if ('problems' in read) throw new TypeError(`the report ${name} is not as the catalog has it`);
    const limit = reach.patience?.courseMs ?? PATIENCE.courseMs;
    const outcome = await within(limit, reach.engine.signal(course, read.signal));
    return outcome.accepted && !outcome.repeated ? 'changed' : 'known';
  } catch (error) {
    if (error instanceof EngineError) return failed(reach, course, error, now);
    reach.log?.error({ course, cause: errorTrace(error) }, 'course not told');
    return 'internal';
  }
}

/** The code of it, unless it is no failure; a course that does not answer is looked at by the watch. */
async function failed(reach: Reach, course: string, { code }: EngineError, now: Instant): Promise<string> {
  if (code === 'course-not-running' && (await isOver(reach, course, now))) return 'known';
  if (code === 'course-not-running' || code === 'workers-unavailable')
    await reach.store.stuck.suspect(course, now);
  return code;
}

/** Closed, or never started. An open course without a workflow is to be repaired, and hears of it then. */
async function isOver({ store }: Reach, course: string, now: Instant): Promise<boolean> {
  const row = await store.courses.find(course);
  if (!row || row.closed !== undefined) return true;
  return row.revision === 0 && minutesBetween(row.startedAt, now) > STARTING_MINUTES;
}

/** A course that says nothing is left to itself: what was sent may still be taken, once. */
async function within<T>(ms: number, asked: Promise<T>): Promise<T> {
  const late = new AbortController();
  const limit = pause(ms, undefined, { signal: late.signal }).then(() => {
    throw new EngineError('workers-unavailable');
  });
  limit.catch(() => undefined);
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, limit]);
  } finally {
    late.abort();
  }
}
