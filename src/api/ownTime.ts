/** The time of a session that clients choose themselves: what is free, and that nobody else books it meanwhile. */
import type { Signal } from '../catalog/signals';
import type { CourseRow } from '../store';
import type { EngineOutcome } from '../engine/engine';
import { latest, plusHours, plusMinutes, type Instant } from '../time/instant';
import { reason } from '../vocabulary/reasons';
import { freeTimesOf } from './freeTimes';
import { nowOf, type ApiDeps } from './http/deps';

/** Nobody books themselves for sooner: those who hold the session have to see it. Our own assumption. */
const SOONEST_HOURS = 4;

/** How long somebody waits for those who choose before them. Then they are told to try again. */
const PATIENCE_MS = 5_000;

/** What a client can choose for the next integration, within its window. A hint, not a reservation. @throws StoreError */
export async function ownTimesOf(
  { store }: Pick<ApiDeps, 'store'>,
  course: Pick<CourseRow, 'id' | 'clientId'>,
  now: Instant,
): Promise<Instant[]> {
  const next = (await store.calendars.of(course.id))?.next?.integration;
  if (!next) return [];
  const from = plusHours(now, SOONEST_HOURS);
  const begin = latest(from, next.window?.from ?? from);
  const { times } = await freeTimesOf(store, course, { ...next, session: undefined, from: begin, now });
  const { to } = next.window ?? {};
  return times.filter((time) => to === undefined || plusMinutes(time, next.minutes) <= to);
}

type Choice = Extract<Signal, { name: 'sessionScheduled' }>;

/** Whether a client chooses a time with this. The course refuses them every other session. */
const isChoice = (signal: Signal): signal is Choice =>
  signal.name === 'sessionScheduled' && signal.by.role === 'client' && signal.kind === 'integration';

/** Pressed twice: the first press has booked it, and the course says so. */
async function isOurs({ store }: ApiDeps, { id }: Pick<CourseRow, 'id'>, { kind, start }: Choice) {
  const { bookings = [] } = (await store.calendars.of(id)) ?? {};
  return bookings.some((each) => each.kind === kind && each.start === start);
}

const TAKEN: EngineOutcome = {
  ...{ accepted: false, repeated: false, unrecorded: true },
  ...{ code: 'time-taken', reasons: [reason('time-taken')] },
};

/**
 * Sends a signal. Where a client chooses a time with it, only if the practice is free then, and while nobody else
 * chooses: the course knows its own sessions only. @throws StoreError `database-busy` after waiting
 */
export async function sendIfFree(
  deps: ApiDeps,
  course: CourseRow,
  signal: Signal,
  send: () => Promise<EngineOutcome>,
): Promise<EngineOutcome> {
  if (!isChoice(signal)) return send();
  return deps.store.calendars.alone(async () => {
    const free = (await ownTimesOf(deps, course, nowOf(deps))).includes(signal.start);
    return free || (await isOurs(deps, course, signal)) ? send() : TAKEN;
  }, PATIENCE_MS);
}
