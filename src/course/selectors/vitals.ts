/** Vital signs: whether they are inside the prescriber's limits, and taken at the protocol's intervals. course.md §3 */
import { minutesBetween, plusMinutes, type Instant } from '../../time/instant';
import type { ActorRole } from '../../vocabulary/roles';
import type { Course, Session, Vitals, VitalsLimits } from '../state';
import { lastCycle } from './cycles';
import { sessionOf } from './sessions';

export const outsideLimits = (vitals: Vitals, limits: VitalsLimits): boolean =>
  vitals.systolic > limits.systolicMax ||
  vitals.diastolic > limits.diastolicMax ||
  vitals.pulse > limits.pulseMax;

/** Where staff are with a client, what the client measures does not take the place of what staff measure. */
export const inLogOnly = ({ setting }: Pick<Session, 'setting'>, by: ActorRole): boolean =>
  by === 'client' && setting !== 'remote';

/** So many minutes late is not missing. Our assumption. */
const LATE_MINUTES = 5;

/** From the start of the latest dosing session: when vital signs were taken. */
function takenSinceStart(course: Course): Instant[] {
  const cycle = lastCycle(course);
  if (!cycle) return [];
  const taken = sessionOf(course, cycle.dosing)?.vitalsDuringAt ?? [];
  return [cycle.startedAt, ...taken.filter((at) => at >= cycle.startedAt).sort()];
}

/** When vital signs are to be taken next in the dosing session under way; undefined if the protocol does not ask. */
export function nextVitalsDue(course: Course): Instant | undefined {
  const { vitalsEveryMinutes } = course.protocol.dosing;
  const last = takenSinceStart(course).at(-1);
  return vitalsEveryMinutes === undefined || !last ? undefined : plusMinutes(last, vitalsEveryMinutes);
}

/** The latest dosing session is over, and vital signs were not taken as often as the protocol asks. */
export function vitalsMissing(course: Course): boolean {
  const { vitalsEveryMinutes } = course.protocol.dosing;
  const endedAt = lastCycle(course)?.endedAt;
  if (vitalsEveryMinutes === undefined || !endedAt) return false;
  const instants = [...takenSinceStart(course).filter((at) => at < endedAt), endedAt];
  return instants.some(
    (at, index) => minutesBetween(instants[index - 1] ?? at, at) > vitalsEveryMinutes + LATE_MINUTES,
  );
}
