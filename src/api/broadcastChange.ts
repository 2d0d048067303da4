/** How answers name the courses that could not be told of a change. */
import { z } from 'zod';
import type { Instant } from '../time/instant';
import type { BroadcastReport, Repositories } from '../store';
import { broadcastTo, type BroadcastResult } from '../engine/broadcast';
import type { ApiDeps } from './http/deps';
import type { Again } from './http/endpoint';
import { Count, Uuid } from './schemas';

/** Names enough to begin with; the task has the rest. */
const MOST_NAMED = 200;

const SENTENCES: Record<string, string> = {
  'not-yet': 'There was no time left for this course. It is told next.',
  internal: 'Telling this course failed. This is our fault: tell an engineer.',
  'temporal-unavailable': 'The engine cannot be reached.',
  'course-not-begun': 'The course is just being started.',
  'course-not-running': 'The course is open, but nothing runs it. An engineer must repair it.',
};

const shape = {
  report: z.string().meta({ description: 'Id of the report: the `cause` in the timelines of the courses.' }),
  courses: Count.meta({ description: 'How many open courses the report changed.' }),
  unreachedCount: Count.meta({
    description: 'How many courses could not be told yet. They are told as soon as they respond.',
  }),
  unreached: z
    .array(z.object({ course: Uuid, code: z.string(), sentence: z.string() }))
    .meta({ description: `The courses that could not be told yet, and why: at most ${MOST_NAMED}.` }),
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
 * Stores a change together with what courses are owed of it, then tells them.
 * @throws StoreError, and what `store` throws, with nothing stored
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

/** For a repeated request: the courses that have still not heard the report are told now. */
export async function broadcastAgain(body: unknown, { deps, now }: Again): Promise<unknown> {
  const { report, courses } = body as BroadcastOut;
  const told = broadcastOut(report, await broadcastTo(deps, now, { broadcast: report }));
  return { ...(body as object), ...told, courses: courses + told.courses };
}
