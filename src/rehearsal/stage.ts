/** A practice whose time can be moved: its courses are on a server that skips time, and people's reports can be played. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Signal } from '../catalog/signals';
import { foldLog } from '../course/fold';
import { plan, type Planned } from '../course/forecast/plan';
import { nextDeadline } from '../course/step';
import type { Course } from '../course/state';
import type { CourseEngine, EngineOutcome } from '../engine/engine';
import type { Store } from '../store';
import { earliest, fromMs, latest, plusHours, toMs, type Instant } from '../time/instant';
import { statusQuery, workflowId } from '../workflows/contract';
import { advanceTo, virtualNow } from './timeSkipping';

export interface StageNeeds {
  client: Client;
  store: Pick<Store, 'courses' | 'steps'>;
  engine: CourseEngine;
}

export interface Stage {
  /** The practice's time. It runs on, and only ever jumps ahead. */
  now(): Instant;
  /** As the real one, but a course that starts later than now begins at the practice's time. */
  engine: CourseEngine;
  /** When the next thing happens by itself, in any course. */
  nextEvent(): Promise<Instant | undefined>;
  moveTo(at: Instant): Promise<void>;
  /** What people are assumed to report next in a course. */
  expected(course: string): Promise<Planned | undefined>;
  /** Reports what is expected, at its time. Undefined if nothing is. */
  playNext(course: string): Promise<EngineOutcome | undefined>;
  /** Lives on as expected for so many days. Stops early at the first refusal. */
  live(course: string, days: number): Promise<EngineOutcome | undefined>;
}

const HOURS_PER_DAY = 24;
const BEGIN_MS = 10_000;
const LOOK_MS = 50;
/** A course of a year has fewer. */
const MOST_STEPS = 1_000;

export function openStage({ client, store, engine }: StageNeeds): Stage {
  let aheadMs = 0;
  const now = (): Instant => fromMs(Date.now() + aheadMs);
  const handleOf = (course: string): WorkflowHandle => client.workflow.getHandle(workflowId(course));

  const skip = async (course: string, at: Instant): Promise<void> => {
    const handle = handleOf(course);
    if ((await advanceTo(handle, at)) === 'closed') return;
    await untilIdle(handle);
    aheadMs = Math.max(aheadMs, toMs(await virtualNow(handle)) - Date.now());
  };

  /** Courses that have begun. */
  const running = async (): Promise<string[]> => {
    const { courses } = await store.courses.list({ closed: false }, { limit: 50 });
    return courses.filter(({ revision }) => revision > 0).map(({ id }) => id);
  };

  const moveTo = async (at: Instant): Promise<void> => {
    for (const course of await running()) await skip(course, at);
    aheadMs = Math.max(aheadMs, toMs(at) - Date.now());
  };

  const stateOf = async (course: string): Promise<Course> => foldLog(await store.steps.ofCourse(course));

  /** As of the latest step: "half an hour later" is half an hour after that. What is late is planned anew from now. */
  const planned = (state: Course): Planned | undefined => {
    const next = plan(state);
    if (!next || next.at > now()) return next;
    const late = plan({ ...state, clock: latest(state.clock, now()) });
    return late && { ...late, at: next.at };
  };

  /** What is expected, once its time has come: what happens on the way may change it. */
  const awaited = async (course: string, until?: Instant): Promise<Planned | undefined> => {
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const state = await stateOf(course);
      const next = planned(state);
      if (next && next.at <= now()) return next;
      const at = earliest([next?.at, nextDeadline(state, now())].filter((each) => each !== undefined));
      if (at === undefined || !next || (until !== undefined && next.at > until)) return undefined;
      await moveTo(at);
    }
    return undefined;
  };

  const played = async (course: string, { signal }: Planned): Promise<EngineOutcome> => {
    const outcome = await engine.signal(course, { ...signal, id: randomUUID() } satisfies Signal);
    await untilIdle(handleOf(course));
    return outcome;
  };

  /** So that what is expected next can be told at once. */
  const untilBegun = async (course: string): Promise<void> => {
    for (let waited = 0; waited < BEGIN_MS; waited += LOOK_MS) {
      if (((await store.courses.find(course))?.revision ?? 0) > 0) return;
      await pause(LOOK_MS);
    }
  };

  let busy: Promise<unknown> = Promise.resolve();
  /** The server takes one move of a course at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = busy.then(work);
    busy = turn.catch(() => undefined);
    return turn;
  };

  return {
    now,
    engine: {
      ...engine,
      start: async (input) => {
        await engine.start({ ...input, ...(aheadMs > 0 && { startAt: now() }) });
        if (aheadMs > 0) await inTurn(() => skip(input.course, now()));
        await untilBegun(input.course);
      },
    },
    nextEvent: async () => {
      const states = await Promise.all((await running()).map(stateOf));
      return earliest(states.map((state) => nextDeadline(state, now())).filter((at) => at !== undefined));
    },
    moveTo: (at) => inTurn(() => moveTo(at)),
    expected: async (course) => planned(await stateOf(course)),
    playNext: (course) =>
      inTurn(async () => {
        const next = await awaited(course);
        return next && played(course, next);
      }),
    live: (course, days) =>
      inTurn(async () => {
        const until = plusHours(now(), days * HOURS_PER_DAY);
        for (let steps = 0; steps < MOST_STEPS; steps++) {
          const next = await awaited(course, until);
          if (!next) break;
          const outcome = await played(course, next);
          if (!outcome.accepted) return outcome;
        }
        await moveTo(until);
        return undefined;
      }),
  };
}

/** Waits until nothing the course started is in progress. It polls instead of guessing a time. */
async function untilIdle(handle: WorkflowHandle): Promise<void> {
  while ((await handle.query(statusQuery)).inProgress > 0) await new Promise(setImmediate);
}
