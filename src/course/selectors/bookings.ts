/** What hangs on a booking, and which bookings would fall together. course.md §6 */
import { sessionOf } from './sessions';
import { dateIn, plusCivilDays } from '../../time/civil';
import type { Event } from '../events';
import { minutesBetween, plusMinutes, toMs, type Instant } from '../../time/instant';
import type { Course, Session } from '../state';

const DAY_MS = 86_400_000;

export const bookings = ({ sessions }: Course): Session[] =>
  sessions.filter(({ status }) => status === 'scheduled');

/** A session as it is booked now: moved, it is another. */
export const bookingKey = ({ ref, revision }: Session): string => `${ref}.${revision}`;

/** How long a session's report may take before it is acted on as never given. */
export const REPORTED_WITHIN_HOURS = 24;

/**
 * Cancelled by the course itself, so without a fee. `calledOff`: for good, no other time is looked for.
 */
export const cancelledByPractice = (sessions: readonly Session[], at: Instant, calledOff = false): Event[] =>
  sessions.map(({ ref }) => ({
    type: 'sessionCancelled',
    at,
    session: ref,
    reason: 'practice',
    ...(calledOff && { calledOff }),
  }));

/** The integrations booked ahead for a dosing session still to come. */
export const dependentIntegrations = (course: Course, { kind, cycle }: Session): Session[] =>
  kind === 'dosing'
    ? bookings(course).filter((each) => each.kind === 'integration' && each.cycle === cycle)
    : [];

/** Booked dosing sessions and the integrations that wait for them; what a dosing already had is owed stays. */
export const dosingBookingsAndIntegrations = (course: Course): Session[] =>
  bookings(course)
    .filter(({ kind }) => kind === 'dosing')
    .flatMap((dosing) => [dosing, ...dependentIntegrations(course, dosing)]);

/** Where a session lies. */
export type TimeSlot = Pick<Session, 'ref' | 'start' | 'minutes'>;

const civilDaysBetween = (zone: string, from: Instant, to: Instant): number =>
  Math.round((Date.parse(dateIn(zone, to)) - Date.parse(dateIn(zone, from))) / DAY_MS);

/**
 * Where a moved dosing session takes its integrations: as many civil days of the client further, at their time
 * of day; where that would be before the session is over, as far after it as before.
 */
export function integrationsMovedWith(course: Course, dosing: Session, to: TimeSlot): TimeSlot[] {
  const { zone } = course.client;
  const days = civilDaysBetween(zone, dosing.start, to.start);
  const over = plusMinutes(to.start, to.minutes);
  return dependentIntegrations(course, dosing)
    .filter(({ start }) => start > dosing.start)
    .map(({ ref, start, minutes }) => {
      const byDays = plusCivilDays(zone, start, days);
      const asFar = plusMinutes(to.start, minutesBetween(dosing.start, start));
      return { ref, start: byDays >= over ? byDays : asFar, minutes };
    });
}

const slotEndMs = ({ start, minutes }: TimeSlot): number => toMs(start) + minutes * 60_000;

/** A booking that would lie across one of these, each of which may be a booking moved. */
export function overlappingBooking(course: Course, spans: readonly TimeSlot[]): Session | undefined {
  const others = bookings(course).filter(({ ref }) => !spans.some((span) => span.ref === ref));
  return others.find((other) =>
    spans.some((span) => toMs(span.start) < slotEndMs(other) && toMs(other.start) < slotEndMs(span)),
  );
}

/** The move of one booking. */
export const rescheduledTo = (course: Course, { ref, start, minutes }: TimeSlot, at: Instant): Event[] =>
  sessionOf(course, ref)
    ? [{ type: 'sessionRescheduled', at, session: ref, start, minutes, bookedAt: at }]
    : [];
