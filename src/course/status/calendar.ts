/** What the practice must know of one course to book another: its sessions, who holds them, and its last dose. */
import { bookings, visitMinutes } from '../selectors/bookings';
import { fewestDaysBetweenDoses } from '../selectors/cycles';
import { plannedMinutes } from '../selectors/preparation';
import { rolesIn } from '../selectors/staffing';
import { nextSession, windowOf, type Bookable, type Window } from '../selectors/windows';
import type { Instant } from '../../time/instant';
import type { Course, SessionKind, StaffRole } from '../state';

export interface Booking {
  session: string;
  kind: SessionKind;
  start: Instant;
  /** How long people are there: a visit may hold more than its dosing session. */
  minutes: number;
  /** The roles that hold it. */
  roles: StaffRole[];
  /** When it should take place, if the protocol says so. */
  window?: Window;
}

/** What a session would be if it were booked now. */
export type NextBooking = Pick<Booking, 'minutes' | 'roles' | 'window'>;

/** Stored with each step, in the database only. */
export interface CourseCalendar {
  bookings: Booking[];
  /** When the last dosing session began. */
  lastDosing?: Instant;
  /** The fewest civil days from one dosing session to the next. */
  minGapDays: number;
  /** Absent in calendars that an earlier release stored. */
  next?: Record<SessionKind, NextBooking>;
}

function windowIn(course: Course, session: Bookable): Pick<Booking, 'window'> {
  const { from, to } = windowOf(course, session);
  return from || to ? { window: { ...(from && { from }), ...(to && { to }) } } : {};
}

export function calendarOf(course: Course): CourseCalendar {
  const lastDosing = course.cycles.at(-1)?.startedAt;
  const about = (session: Bookable & { minutes: number }): NextBooking => ({
    minutes: visitMinutes(course, session),
    roles: rolesIn(course, session),
    ...windowIn(course, session),
  });
  const next = (kind: SessionKind): NextBooking =>
    about({ ...nextSession(course, kind), minutes: plannedMinutes(course, kind) });
  return {
    bookings: bookings(course).map((session) => {
      const { ref, kind, start } = session;
      return { session: ref, kind, start, ...about(session) };
    }),
    next: {
      preparation: next('preparation'),
      medical: next('medical'),
      dosing: next('dosing'),
      integration: next('integration'),
    },
    ...(lastDosing && { lastDosing }),
    minGapDays: fewestDaysBetweenDoses(course),
  };
}
