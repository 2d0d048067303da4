/**
 * What people should look at about a booking that is possible: the course as it will be on that day, and the
 * date. Derived from the state, never stored: a later hold or approval changes it. That the practice is not open
 * then is said by the API, which knows its hours. course.md §9
 */
import type { Recorded } from '../events';
import type { Instant } from '../../time/instant';
import { warning, type Warning } from '../../vocabulary/warnings';
import { bookings } from '../selectors/bookings';
import { sessionOf } from '../selectors/sessions';
import { outsideLimits } from '../selectors/vitals';
import type { Course, Session } from '../state';
import { clientHours, rhythm, year } from './date';
import type { Rule } from './rule';
import {
  boosterClosed,
  consents,
  estimate,
  examination,
  gatesThen,
  holds,
  integration,
  labs,
  preparation,
  prescription,
  readiness,
} from './thatDay';

const RULES: readonly Rule[] = [
  holds,
  consents,
  estimate,
  gatesThen,
  labs,
  examination,
  prescription,
  boosterClosed,
  preparation,
  readiness,
  integration,
  rhythm,
  clientHours,
  year,
];

/** The warnings about one booked session. */
export const warningsAbout = (course: Course, session: Session): Warning[] =>
  RULES.flatMap((rule) => rule(course, session)).map((each) => ({ ...each, session: session.ref }));

/** The warnings about every booked session. Empty once the course is closed. */
export const allWarnings = (course: Course): Warning[] =>
  course.closed ? [] : bookings(course).flatMap((session) => warningsAbout(course, session));

/** The bookings that came back when a report was corrected: all of a course that goes on, or those of a dosing session. */
const bookedAgain = (course: Course, at: Instant): Touched[] =>
  bookings(course)
    .filter(({ restoredAt }) => restoredAt === at || course.reopened?.at === at)
    .map(({ ref }) => ({ ref, booked: true }));

/** A session that a signal booked or moved, or else started or completed. */
interface Touched {
  ref: string;
  booked: boolean;
}

function sessionsOf(course: Course, events: readonly Recorded[], cause: string): Touched[] {
  return events.flatMap((event): Touched[] => {
    if (event.cause !== cause) return [];
    switch (event.type) {
      case 'sessionScheduled':
        return [{ ref: event.session.ref, booked: true }];
      case 'sessionRescheduled':
        return [{ ref: event.session, booked: true }];
      case 'signalCorrected':
        return bookedAgain(course, event.at);
      case 'sessionCompleted':
      case 'dosingStarted':
      case 'integrationCompleted':
        return [{ ref: event.session, booked: false }];
      default:
        return [];
    }
  });
}

/** Vital signs during or after a session: taken as they are, and compared with the prescriber's limits. */
const vitalsTaken = ({ vitalsLimits }: Course, events: readonly Recorded[], cause: string): Warning[] =>
  events.flatMap((event) =>
    event.cause === cause &&
    event.type === 'vitalsRecorded' &&
    event.when !== 'before' &&
    vitalsLimits &&
    outsideLimits(event.vitals, vitalsLimits)
      ? [{ ...warning('vitals-outside-limits'), session: event.session }]
      : [],
  );

/**
 * The warnings about what a signal booked, moved or booked again, in the state after it. Of a session that it started or
 * completed, only what people can still put right. Empty for any other signal.
 */
export const warningsAfter = (course: Course, events: readonly Recorded[], cause: string): Warning[] => [
  ...vitalsTaken(course, events, cause),
  ...sessionsOf(course, events, cause).flatMap(({ ref, booked }) => {
    const session = sessionOf(course, ref);
    if (!session) return [];
    if (!booked) return estimate(course, session).map((each) => ({ ...each, session: ref }));
    return session.status === 'scheduled' ? warningsAbout(course, session) : [];
  }),
];
