/** Sends one report to many courses: a change outside of them, such as the client's time zone. */
import { readSignal } from '../protocols/readSignal';
import { errorTrace } from '../telemetry/errorTrace';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { minutesBetween, type Instant } from '../time/instant';
import type { PendingBroadcast, PendingFilter, Store } from '../store';
import { inParallel } from '../watch/inParallel';
import { ENGINE_ERROR_CODES, EngineError, type CourseEngine } from './engine';

/** A course that has been registered for longer than this without a first step was never started. */
const STARTING_MINUTES = 10;

/** How long a broadcast may take, in milliseconds: to one course, and to all of them together. */
export interface Patience {
  courseMs: number;
  wholeMs: number;
}

const PATIENCE: Patience = { courseMs: 5_000, wholeMs: 20_000 };

/** What a broadcast needs. */
export interface BroadcastDeps {
  store: Pick<Store, 'broadcasts'> & {
    courses: Pick<Store['courses'], 'find'>;
    stuck: Pick<Store['stuck'], 'suspect'>;
  };
  engine: Pick<CourseEngine, 'signal'>;
  log?: Pick<Logger, 'error'>;
  patience?: Partial<Patience>;
  progress?: ((done: number, all: number) => void) | undefined;
}

/** `internal`: a fault of this program. `not-yet`: the time was up before its turn. */
export const BROADCAST_FAILURES = ['not-yet', 'internal', ...ENGINE_ERROR_CODES] as const;
export type BroadcastFailure = (typeof BROADCAST_FAILURES)[number];

export interface Unreached {
  course: string;
  code: BroadcastFailure;
}

export interface BroadcastResult {
  /** Number of courses it changed. A course that has the change already refuses it and does not count. */
  changed: number;
  /** Courses that were not reached. Their broadcasts stay pending. */
  unreached: Unreached[];
}

/**
 * Sends pending broadcasts, several in parallel, in a bounded time. A failure in one course does not affect the
 * others. What remains stays pending for `retryBroadcasts`. @throws StoreError
 */
export async function broadcastTo(
  deps: BroadcastDeps,
  now: Instant,
  which: PendingFilter,
): Promise<BroadcastResult> {
  const { broadcasts } = deps.store;
  const pending = await broadcasts.unreached(which);
  const end = Date.now() + (deps.patience?.wholeMs ?? PATIENCE.wholeMs);
  const failed = new Map<(typeof pending)[number], BroadcastFailure>();
  let changed = 0;
  let done = 0;
  await inParallel(pending, async (each) => {
    const { course, report, why } = each;
    const outcome = Date.now() < end ? await send(deps, each, now) : (why as BroadcastFailure);
    if (outcome === 'changed') changed += 1;
    if (outcome === 'changed' || outcome === 'known') await broadcasts.reached(report.id, course);
    else {
      failed.set(each, outcome);
      if (Date.now() < end) await broadcasts.failed(each, outcome, now);
    }
    deps.progress?.((done += 1), pending.length);
  });
  await broadcasts.tidy();
  // In the order of the courses, whichever answers first.
  const unreached = pending.flatMap((each) => {
    const code = failed.get(each);
    return code === undefined ? [] : [{ course: each.course, code }];
  });
  return { changed, unreached };
}

type Sent = 'changed' | 'known' | BroadcastFailure;

/** The most courses in one round of `retryBroadcasts`. */
const MOST_A_ROUND = 500;

/** Retries the broadcasts that are due. @throws StoreError */
export const retryBroadcasts = (deps: BroadcastDeps, now: Instant): Promise<BroadcastResult> =>
  broadcastTo(deps, now, { dueBy: now, limit: MOST_A_ROUND });

/** `changed`, `known` if the course has the change already or is closed, or the code of the failure. */
async function send(deps: BroadcastDeps, { report, course }: PendingBroadcast, now: Instant): Promise<Sent> {
  const { name, id, by, fields } = report;
  try {
    const read = readSignal(name, { id, by, ...fields });
    if ('problems' in read) throw new TypeError(`the report ${name} does not match the catalog`);
    const limit = deps.patience?.courseMs ?? PATIENCE.courseMs;
    const outcome = await within(limit, deps.engine.signal(course, read.signal));
    return outcome.accepted && !outcome.repeated ? 'changed' : 'known';
  } catch (error) {
    if (error instanceof EngineError) return failed(deps, course, error, now);
    deps.log?.error({ course, cause: errorTrace(error) }, 'course not reached');
    return 'internal';
  }
}

/** The code of the failure. A course that does not respond is reported to the watch. */
async function failed(
  deps: BroadcastDeps,
  course: string,
  { code }: EngineError,
  now: Instant,
): Promise<Sent> {
  if (code === 'course-not-running' && (await isOver(deps, course, now))) return 'known';
  if (code === 'course-not-running' || code === 'workers-unavailable')
    await deps.store.stuck.suspect(course, now);
  return code;
}

/** Closed, or never started. An open course without a workflow needs repair and gets the broadcast afterward. */
async function isOver({ store }: BroadcastDeps, course: string, now: Instant): Promise<boolean> {
  const row = await store.courses.find(course);
  if (!row || row.closed !== undefined) return true;
  return row.revision === 0 && minutesBetween(row.startedAt, now) > STARTING_MINUTES;
}

/** Waits no longer than `ms`. What was sent may still be accepted later, once. */
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
