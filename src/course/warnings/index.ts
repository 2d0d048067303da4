/**
 * What people should look at about a booking that is possible: the course as it will be on that day, the date and
 * the hour. Derived from the state, never stored: a later hold or approval changes it. course.md §9
 */
import type { Recorded } from '../events';
import type { Warning } from '../../vocabulary/warnings';
import { bookings } from '../selectors/bookings';
import { sessionOf } from '../selectors/sessions';
import type { Course, Session } from '../state';
import { day, hours, rhythm, year } from './date';
import type { Rule } from './rule';
import {
  boosterClosed,
  consents,
  examination,
  gatesThen,
  holds,
  integration,
  labs,
  preparation,
  prescription,
} from './thatDay';

const RULES: readonly Rule[] = [
  holds,
  consents,
  gatesThen,
  labs,
  examination,
  prescription,
  boosterClosed,
  preparation,
  integration,
  rhythm,
  day,
  hours,
  year,
];

const about = (course: Course, session: Session): Warning[] =>
  RULES.flatMap((rule) => rule(course, session)).map((each) => ({ ...each, session: session.ref }));

/** The warnings about every booked session. Empty once the course is closed. */
export const allWarnings = (course: Course): Warning[] =>
  course.closed ? [] : bookings(course).flatMap((session) => about(course, session));

/** The sessions that a signal booked or moved. */
const bookedBy = (events: readonly Recorded[], cause: string): string[] =>
  events.flatMap((event) => {
    if (event.cause !== cause) return [];
    if (event.type === 'sessionScheduled') return [event.session.ref];
    return event.type === 'sessionRescheduled' ? [event.session] : [];
  });

/** The warnings about what a signal booked or moved, in the state after it. Empty for any other signal. */
export const warningsAfter = (course: Course, events: readonly Recorded[], cause: string): Warning[] =>
  bookedBy(events, cause).flatMap((ref) => {
    const session = sessionOf(course, ref);
    return session?.status === 'scheduled' ? about(course, session) : [];
  });
