/** What depends on a booking, and which bookings would overlap. course.md §6 */
import { sessionOf } from './sessions';
import { dateIn, plusCivilDays } from '../../time/civil';
import type { Event } from '../events';
import { earliest, minutesBetween, plusMinutes, toMs, type Instant } from '../../time/instant';
import type { Course, Session } from '../state';

const DAY_MS = 86_400_000;

export const bookings = ({ sessions }: Course): Session[] =>
  sessions.filter(({ status }) => status === 'scheduled');

/** Identifies a booking at its current time: a moved session has another key. */
export const bookingKey = ({ ref, revision }: Session): string => `${ref}.${revision}`;

/** Booked, or booked again after a cancellation by mistake; not moved. */
export const isNew = ({ revision, bookedAt, restoredAt }: Session): boolean =>
  revision === 0 || bookedAt === restoredAt;

/** The time that comes first of those people may still have in mind at `at`. */
export const firstHeldFor = (session: Session, at: Instant = session.bookedAt): Instant =>
  earliest([session.start, ...(session.movedFrom ?? []).filter((time) => time > at)]) ?? session.start;

/** How long the report of a session may take before the course treats it as missing. */
export const REPORTED_WITHIN_HOURS = 24;

/**
 * Cancellations by the practice, so without a fee. `calledOff`: permanently, without rebooking.
 */
export const cancelledByPractice = (sessions: readonly Session[], at: Instant, calledOff = false): Event[] =>
  sessions.map(({ ref }) => ({
    type: 'sessionCancelled',
    at,
    session: ref,
    reason: 'practice',
    ...(calledOff && { calledOff }),
  }));

/** The integrations booked ahead for a dosing session that has not taken place. */
export const dependentIntegrations = (course: Course, { kind, cycle }: Session): Session[] =>
  kind === 'dosing'
    ? bookings(course).filter((each) => each.kind === 'integration' && each.cycle === cycle)
    : [];

/** Booked dosing sessions and the integrations that follow them. Integration owed for an earlier dosing stays. */
export const dosingBookingsAndIntegrations = (course: Course): Session[] =>
  bookings(course)
    .filter(({ kind }) => kind === 'dosing')
    .flatMap((dosing) => [dosing, ...dependentIntegrations(course, dosing)]);

/** How long the client is there: a visit may hold the hour of integration after the dosing session too. */
export const visitMinutes = (
  { protocol: { integration } }: Course,
  { kind, minutes }: Pick<Session, 'kind' | 'minutes'>,
): number => (kind === 'dosing' && integration.sameVisit ? minutes + integration.minutes : minutes);

/** The time of a session. */
export type TimeSlot = Pick<Session, 'ref' | 'start' | 'minutes'>;

const civilDaysBetween = (zone: string, from: Instant, to: Instant): number =>
  Math.round((Date.parse(dateIn(zone, to)) - Date.parse(dateIn(zone, from))) / DAY_MS);

/**
 * The new times of the integrations of a moved dosing session: moved by as many civil days of the client, at
 * the same time of day. If that is before the session ends, they keep their distance from it instead.
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

/** A booking that overlaps one of these times. The bookings being moved themselves do not count. */
export function overlappingBooking(course: Course, spans: readonly TimeSlot[]): Session | undefined {
  const others = bookings(course).filter(({ ref }) => !spans.some((span) => span.ref === ref));
  return others.find((other) =>
    spans.some((span) => toMs(span.start) < slotEndMs(other) && toMs(other.start) < slotEndMs(span)),
  );
}

/** The event that moves one booking. */
export const rescheduledTo = (course: Course, { ref, start, minutes }: TimeSlot, at: Instant): Event[] =>
  sessionOf(course, ref)
    ? [{ type: 'sessionRescheduled', at, session: ref, start, minutes, bookedAt: at }]
    : [];
