/** Sessions, booked and completed. */
import { byInstant, plusMinutes, type Instant } from '../../time/instant';
import type { Course, Session, SessionKind } from '../state';

export const completedCount = (course: Course, kind: SessionKind): number =>
  course.sessions.filter((session) => session.kind === kind && session.status === 'completed').length;

export const scheduledSession = (course: Course, kind: SessionKind): Session | undefined =>
  course.sessions.find((session) => session.kind === kind && session.status === 'scheduled');

/** Booked sessions of a kind (and cycle), earliest first. */
export const bookingsOf = (course: Course, kind: SessionKind, cycle?: number): Session[] =>
  course.sessions
    .filter((each) => each.kind === kind && each.status === 'scheduled')
    .filter((each) => cycle === undefined || each.cycle === cycle)
    .sort(byInstant(({ start }) => start));

/** When the first `owed` booked sessions of a kind (and cycle) will be over; undefined if fewer are booked. */
export function bookedEnd(course: Course, kind: SessionKind, owed = 1, cycle?: number): Instant | undefined {
  const ends = bookingsOf(course, kind, cycle)
    .map(({ start, minutes }) => plusMinutes(start, minutes))
    .sort();
  return owed > 0 ? ends[owed - 1] : undefined;
}

export const sessionOf = (course: Course, ref: string): Session | undefined =>
  course.sessions.find((session) => session.ref === ref);

/** The dosing session in progress or in recovery. */
export const dosingInProgress = (course: Course): Session | undefined =>
  course.sessions.find(({ status }) => status === 'inSession' || status === 'recovering');
