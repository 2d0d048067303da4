/** What the practice must know of one course to book another: its sessions, who holds them, and its last dose. */
import { bookings, visitMinutes } from '../selectors/bookings';
import { fewestDaysBetweenDoses } from '../selectors/cycles';
import { rolesIn } from '../selectors/staffing';
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
}

/** Stored with each step, in the database only. */
export interface CourseCalendar {
  bookings: Booking[];
  /** When the last dosing session began. */
  lastDosing?: Instant;
  /** The fewest civil days from one dosing session to the next. */
  minGapDays: number;
}

export function calendarOf(course: Course): CourseCalendar {
  const lastDosing = course.cycles.at(-1)?.startedAt;
  return {
    bookings: bookings(course).map((session) => {
      const { ref, kind, start } = session;
      const minutes = visitMinutes(course, session);
      return { session: ref, kind, start, minutes, roles: rolesIn(course, session) };
    }),
    ...(lastDosing && { lastDosing }),
    minGapDays: fewestDaysBetweenDoses(course),
  };
}
