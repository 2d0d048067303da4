/** One report to many courses: what changed outside of them, such as the client's zone, reaches each. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { minutesBetween, type Instant } from '../course/instant';
import { readSignal } from '../signals/catalog';
import type { Owed, OwedFilter, Store } from '../store';
import { EngineError, type CourseEngine } from './engine';
import { traceOf } from './problems';

/** Courses told side by side: enough to be done soon, few enough to leave the workers time for people. */
const AT_ONCE = 10;

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
  store: Pick<Store, 'broadcasts'> & { courses: Pick<Store['courses'], 'find'> };
  engine: Pick<CourseEngine, 'signal'>;
  log?: Pick<Logger, 'error'>;
  patience?: Partial<Patience>;
  progress?: ((done: number, all: number) => void) | undefined;
}

export interface Untold {
  course: string;
  /** An engine's code, `internal` for a fault of ours, `not-yet` when the time was up before its turn. */
  code: string;
}

export interface Told {
  /** Courses it changed: one that knows it already refuses it. */
  changed: number;
  /** Courses that could not be told. They stay owed. */
  untold: Untold[];
}

/**
 * Tells every course what it is owed, some side by side, in a bounded time. Whatever becomes of one course,
 * the others are told; what is left is owed and told by `retryOwed`. @throws StoreError
 */
export async function tellOwed(reach: Reach, now: Instant, which: OwedFilter): Promise<Told> {
  const owed = await reach.store.broadcasts.untold(which);
  const waiting = owed.map((each) => each);
  const end = Date.now() + (reach.patience?.wholeMs ?? PATIENCE.wholeMs);
  const told: Told = { changed: 0, untold: [] };
  let done = 0;
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (Date.now() >= end) {
        told.untold.push({ course: next.course, code: next.why });
        continue;
      }
      const outcome = await tell(reach, next, now);
      if (outcome === 'changed') told.changed += 1;
      else if (outcome !== 'known') {
        told.untold.push({ course: next.course, code: outcome });
        await reach.store.broadcasts.missed(next, outcome, now);
      }
      if (outcome === 'changed' || outcome === 'known')
        await reach.store.broadcasts.told(next.report.id, next.course);
      reach.progress?.((done += 1), owed.length);
    }
  };
  await allOf(Array.from({ length: AT_ONCE }, one));
  await reach.store.broadcasts.tidy();
  return told;
}

/** Most courses that one round of `retryOwed` tries. */
const MOST_A_ROUND = 500;

/** Tells again those whose time has come. @throws StoreError */
export const retryOwed = (reach: Reach, now: Instant): Promise<Told> =>
  tellOwed(reach, now, { dueBy: now, limit: MOST_A_ROUND });

/** `changed`, `known` when there is nothing to tell any more, or the code of what is in the way. */
async function tell(reach: Reach, { report, course }: Owed, now: Instant): Promise<string> {
  const { name, id, by, fields } = report;
  try {
    const read = readSignal(name, { id, by, ...fields });
    if ('problems' in read) throw new TypeError(`the report ${name} is not as the catalog has it`);
    const limit = reach.patience?.courseMs ?? PATIENCE.courseMs;
    const outcome = await within(limit, reach.engine.signal(course, read.signal));
    return outcome.accepted && !outcome.repeated ? 'changed' : 'known';
  } catch (error) {
    if (error instanceof EngineError)
      return error.code === 'course-not-running' && (await isOver(reach, course, now)) ? 'known' : error.code;
    reach.log?.error({ course, cause: traceOf(error) }, 'course not told');
    return 'internal';
  }
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

/** Waits for all; then the first failure is thrown. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(work);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
