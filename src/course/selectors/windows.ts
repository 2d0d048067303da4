/** Within which times a session should take place, by the protocol. course.md §5 */
import { atTimeOfDay, plusCivilDays } from '../../time/civil';
import { plusHours, plusMinutes, type Instant } from '../../time/instant';
import type { Course, Session, SessionKind } from '../state';
import { cycleOwingIntegration, lastCycle } from './cycles';
import { boosterWindow, inMaintenance } from './maintenance';
import { bookingsOf, scheduledSession } from './sessions';

/** Either end may be open. */
export interface Window {
  from?: Instant | undefined;
  to?: Instant | undefined;
}

/** A session that is booked, or would be: then it has no `ref` yet. */
export type Bookable = Pick<Session, 'kind' | 'cycle' | 'booster'> & Partial<Pick<Session, 'ref'>>;

/** The cycle of an integration session booked now: the open one, the booked dosing session’s, or the last. */
const cycleToIntegrate = (course: Course): number | undefined =>
  cycleOwingIntegration(course)?.number ??
  scheduledSession(course, 'dosing')?.cycle ??
  lastCycle(course)?.number;

/** The session of a kind that would be booked now. */
export function nextSession(course: Course, kind: SessionKind): Bookable {
  switch (kind) {
    case 'dosing':
      return {
        ...{ kind, cycle: course.cycles.length + 1 },
        ...(inMaintenance(course) && { booster: true as const }),
      };
    case 'integration': {
      const cycle = cycleToIntegrate(course);
      return { kind, ...(cycle !== undefined && { cycle }) };
    }
    case 'preparation':
    case 'medical':
      return { kind };
  }
}

/** The booked dosing session that an integration follows. */
export const followedDosing = ({ sessions }: Course, { cycle }: Bookable): Session | undefined =>
  sessions.find((each) => each.kind === 'dosing' && each.cycle === cycle && each.status === 'scheduled');

/** When the dosing session that an integration follows ended, or will. */
export function followedUntil(course: Course, session: Bookable): Instant | undefined {
  const dosing = followedDosing(course, session);
  const cycle = course.cycles.find(({ number }) => number === session.cycle);
  return cycle?.endedAt ?? (dosing && plusMinutes(dosing.start, dosing.minutes));
}

/** Only the first integration of a cycle has a deadline, and only if no other is booked in time. */
function integrationWindow(course: Course, session: Bookable): Window {
  const ends = followedUntil(course, session);
  if (!ends) return {};
  const { fromHours, withinHours, sameVisit } = course.protocol.integration;
  const cycle = course.cycles.find(({ number }) => number === session.cycle);
  const first = (cycle?.integrations ?? 0) === 0;
  const by = plusHours(ends, withinHours);
  const alone = !course.sessions.some(
    (each) =>
      each.kind === 'integration' &&
      each.cycle === session.cycle &&
      each.ref !== session.ref &&
      each.status === 'scheduled' &&
      each.start <= by,
  );
  return {
    from: sameVisit && first ? ends : plusHours(ends, fromHours),
    to: first && alone ? by : undefined,
  };
}

/**
 * When the client may book the integration themselves: in its window, where the protocol lets them, while none is booked.
 * Undefined if they may not.
 */
export function integrationToChoose(course: Course): (Window & { cycle: number }) | undefined {
  const { clientChooses, sameVisit } = course.protocol.integration;
  const owed = cycleOwingIntegration(course);
  if (!clientChooses || sameVisit || !owed?.endedAt) return undefined;
  if (bookingsOf(course, 'integration', owed.number).length > 0) return undefined;
  return { ...integrationWindow(course, { kind: 'integration', cycle: owed.number }), cycle: owed.number };
}

/** In the usual rhythm. Boosters have their own window. */
function dosingWindow(course: Course, { booster }: Bookable): Window {
  if (booster) {
    const window = boosterWindow(course);
    return { from: window?.opens, to: window?.closes };
  }
  const last = lastCycle(course);
  if (!last) return {};
  const { gapDays, maxGapDays } = course.protocol.dosing;
  const { zone } = course.client;
  return {
    from: atTimeOfDay(zone, last.startedAt, gapDays, 0),
    to: maxGapDays === undefined ? undefined : plusCivilDays(zone, last.startedAt, maxGapDays),
  };
}

export function windowOf(course: Course, session: Bookable): Window {
  switch (session.kind) {
    case 'integration':
      return integrationWindow(course, session);
    case 'dosing':
      return dosingWindow(course, session);
    case 'preparation':
    case 'medical':
      return {};
  }
}
