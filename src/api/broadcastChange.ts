/** Sends a change to courses, and names those that could not be reached. */
import type { Again } from './http/operation';
import { z } from 'zod';
import type { Instant } from '../time/instant';
import type { BroadcastReport, Repositories } from '../store';
import {
  BROADCAST_FAILURES,
  broadcastTo,
  type BroadcastFailure,
  type BroadcastResult,
} from '../engine/broadcast';
import type { ApiDeps } from './http/deps';
import { oneOf } from './oneOf';
import { Count, Uuid } from './schemas';

/** The task names the others. */
const MOST_NAMED = 200;

const SENTENCES: Partial<Record<BroadcastFailure, string>> = {
  'not-yet': 'There was not enough time for this course. It is next.',
  internal: 'Updating this course failed because of an internal error. Notify an engineer.',
  'temporal-unavailable': 'The engine cannot be reached.',
  'course-not-begun': 'The course is being started.',
  'course-not-running': 'The course is open but has no running workflow. An engineer must repair it.',
};

const UnreachedOut = z
  .object({
    course: Uuid,
    code: oneOf(BROADCAST_FAILURES, {
      id: 'BroadcastFailure',
      description: 'Why a course was not reached. `not-yet`: there was not enough time.',
    }),
    sentence: z.string(),
  })
  .meta({ id: 'UnreachedCourse', description: 'A course that has not been updated yet.' });

const shape = {
  report: z.string().meta({ description: 'Id of the change: the `cause` in the timelines of the courses.' }),
  courses: Count.meta({ description: 'Number of open courses that changed.' }),
  unreachedCount: Count.meta({
    description: 'Number of courses that could not be reached yet. They are updated as soon as they respond.',
  }),
  unreached: z
    .array(UnreachedOut)
    .meta({ description: `The courses that could not be reached yet (at most ${MOST_NAMED}).` }),
};
export const broadcastShape = shape;

type BroadcastOut = z.output<z.ZodObject<typeof shape>>;

const broadcastOut = (report: string, { changed, unreached }: BroadcastResult): BroadcastOut => ({
  ...{ report, courses: changed, unreachedCount: unreached.length },
  unreached: unreached.slice(0, MOST_NAMED).map(({ course, code }) => ({
    ...{ course, code, sentence: SENTENCES[code] ?? 'The course does not respond.' },
  })),
});

/** What changed, and for whom. */
export interface Change {
  report: BroadcastReport;
  /** Only the courses of this client. */
  client?: string;
  now: Instant;
}

/**
 * Stores a change together with the broadcast of it, then sends the broadcast to the courses.
 * @throws StoreError, and what `store` throws; then nothing is stored
 */
export async function changeAndBroadcast(
  deps: ApiDeps,
  { report, client, now }: Change,
  store: (all: Repositories) => Promise<void>,
): Promise<BroadcastOut> {
  const broadcast = await deps.store.atOnce(async (all) => {
    await store(all);
    return all.broadcasts.announce(report, now, client);
  });
  return broadcastOut(broadcast, await broadcastTo(deps, now, { broadcast }));
}

/** For a repeated request: sends the broadcast to the courses that have not been reached yet. */
export async function broadcastAgain(body: unknown, { deps, now }: Again): Promise<unknown> {
  const { report, courses } = body as BroadcastOut;
  const reached = broadcastOut(report, await broadcastTo(deps, now, { broadcast: report }));
  return { ...(body as object), ...reached, courses: courses + reached.courses };
}
