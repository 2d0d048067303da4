/** Builds the steps of a plan: by whom, when, and on which free day. Civil times are in the client's zone. */
import { bookingsOf } from '../../selectors/sessions';
import { plannedMinutes } from '../../selectors/preparation';
import type { Assume } from '../../../catalog/assumptions';
import type { Course, Session, SessionKind } from '../../state';
import type { Role } from '../../../catalog/shapes';
import type { Signal, SignalName, SignalOf } from '../../../catalog/signals';
import { integrationsMovedWith, overlappingBooking } from '../../selectors/bookings';
import { atTimeOfDay, dateIn, instantOf, weekdayIn } from '../../../time/civil';
import { latest, plusHours, plusMinutes, type Instant } from '../../../time/instant';

export interface Planned {
  at: Instant;
  signal: Signal;
}

/** One thing people do; undefined if there is nothing to do in this state. */
export type Step = (course: Course, assume: Assume) => Planned | undefined;

const ACTOR_IDS: Partial<Record<Role, string>> = {
  client: 'client',
  therapist: 'therapist-1',
  prescriber: 'prescriber-1',
  frontDesk: 'frontdesk-1',
  biller: 'biller-1',
};

type Fields<N extends SignalName> = Omit<SignalOf<N>, 'name' | 'id' | 'by' | 'occurredAt' | 'note'>;

export function report<N extends SignalName>(
  course: Course,
  at: Instant,
  role: Role,
  name: N,
  fields: Fields<N>,
): Planned {
  const when = latest(at, course.clock);
  const signal = {
    name,
    id: `plan-${course.sequence}-${name}`,
    by: { role, id: ACTOR_IDS[role] ?? role },
    ...fields,
  };
  return { at: when, signal: signal as unknown as Signal };
}

export const clientTime = (course: Course, from: Instant, days: number, hour: number, minute = 0): Instant =>
  atTimeOfDay(course.client.zone, from, days, hour, minute);

/** The next weekday from `days` after `from`, at the given hour. */
export function workday(course: Course, from: Instant, days: number, hour: number, minute = 0): Instant {
  let day = days;
  while ([0, 6].includes(weekdayIn(course.client.zone, clientTime(course, from, day, hour)))) day += 1;
  return clientTime(course, from, day, hour, minute);
}

export const minutesFromNow = (course: Course, minutes: number): Instant =>
  plusMinutes(course.clock, minutes);

/** The hour on a civil day (`YYYY-MM-DD`) of the client. */
export function onDay(course: Course, day: string, hour: number): Instant {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return instantOf(course.client.zone, { year, month, day: date, hour, minute: 0 });
}

/** The next booked session of a kind. */
export const nextBooked = (course: Course, kind: SessionKind, cycle?: number): Session | undefined =>
  bookingsOf(course, kind, cycle)[0];

export const endOfSession = ({ start, minutes }: Session): Instant => plusMinutes(start, minutes);

/** More hours than bookings could fill. */
const MAX_HOURS_TRIED = 24 * 14;

/** The first free time from `start` on, hour by hour. For a move, dependent integrations must fit too. */
function freeFrom(course: Course, start: Instant, minutes: number, moved?: Session): Instant {
  const taken = (from: Instant): boolean => {
    const span = { ref: moved?.ref ?? '', start: from, minutes };
    return (
      overlappingBooking(course, [span, ...(moved ? integrationsMovedWith(course, moved, span) : [])]) !==
      undefined
    );
  };
  let tried = 0;
  while (tried < MAX_HOURS_TRIED && taken(plusHours(start, tried))) tried += 1;
  return plusHours(start, tried);
}

/** Moves a booked session to `start`, or later if that time is taken. */
export const move = (course: Course, at: Instant, session: Session, start: Instant): Planned =>
  report(course, at, 'frontDesk', 'sessionRescheduled', {
    session: session.ref,
    start: freeFrom(course, start, session.minutes, session),
  });

/** Books a session for `start`, or for the practice's first free day; later if that time is taken. */
export function book(
  course: Course,
  assume: Assume,
  kind: SessionKind,
  start: Instant,
  minutes = 10,
): Planned {
  const { firstFreeDay } = assume;
  const full = firstFreeDay !== undefined && dateIn(course.client.zone, start) < firstFreeDay;
  const free = full ? workday(course, onDay(course, firstFreeDay, 10), 0, 10) : start;
  const at = freeFrom(course, free, plannedMinutes(course, kind));
  return report(course, minutesFromNow(course, minutes), 'frontDesk', 'sessionScheduled', {
    kind,
    start: at,
  });
}

export const DAY_MINUTES = 24 * 60;

export const soonest = (all: readonly Planned[]): Planned | undefined =>
  all.reduce<Planned | undefined>((min, each) => (!min || each.at < min.at ? each : min), undefined);
