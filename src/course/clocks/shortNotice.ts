/** What staff must hear at once: a session is booked, moved, off or missed at short notice, or the client withdrew. §9 */
import { bookingKey, bookings, isNew } from '../selectors/bookings';
import { lastCycle } from '../selectors/cycles';
import { cancellationOccurrence, endOccurrence } from '../selectors/endings';
import { reportedAt } from '../selectors/reports';
import { rolesIn } from '../selectors/staffing';
import { endOfDay } from '../../time/civil';
import { earliest, latest, minutesBetween, plusMinutes, type Instant } from '../../time/instant';
import type { TemplateId } from '../../vocabulary/templates';
import type { Course, Session, StaffRole } from '../state';
import { message, closesAt, owedIf, task, type Clock, type Obligation } from './obligation';
import { sessionFacts } from './sessions';
import { thatEvening } from './taskDueBy';

/** Where the protocol sets no notice period. */
const NOTICE_HOURS = 24;

/**
 * Whether staff who learn it at `at` learn it too late to plan anew without hurry: within the notice period for
 * cancellations that the protocol sets, or 24 hours where it sets none. What has to be prepared days ahead has its
 * own deadlines, such as the support person's.
 */
const isShort = ({ protocol }: Course, at: Instant, matters: Instant): boolean =>
  minutesBetween(at, matters) < (protocol.cancellation.noticeHours || NOTICE_HOURS) * 60;

/** Those of these times of a session that staff may still be preparing for, or must, when they hear of it at `heard`. */
const near = (
  course: Course,
  { minutes }: Session,
  heard: Instant,
  ...times: (Instant | undefined)[]
): Instant[] =>
  times
    .flatMap((time) => time ?? [])
    .filter((time) => isShort(course, heard, time) && heard < plusMinutes(time, minutes));

interface News {
  template: TemplateId;
  /** Identifies what happened. */
  about: string;
  at: Instant;
  /** The times of the session that count. */
  times: (Instant | undefined)[];
}

/**
 * An e-mail and a task for each role that holds the session, if it is heard of at short notice. The task is due before
 * people set out in vain, and closes when the session is or would have been over: by then nobody can be stopped.
 */
function tellAll(course: Course, session: Session, { template, about, at, times }: News): Obligation[] {
  const heard = reportedAt(course, at);
  const soon = near(course, session, heard, ...times);
  const [first] = soon;
  if (first === undefined) return [];
  const before = latest(earliest(soon) ?? first, heard);
  const over = plusMinutes(soon.reduce(latest, first), session.minutes);
  return rolesIn(course, session).flatMap((role) => [
    message(course, template, about, role, at, { facts: sessionFacts(course, session) }),
    ...closesAt(
      course,
      over,
      task('short-notice', role, heard, { about: `${about}:${role}`, session: session.ref, dueBy: before }),
    ),
  ]);
}

/** The hour that a visit holds after its dosing session. Whoever holds it is there. */
const isInVisit = ({ protocol, cycles }: Course, { kind, cycle: number }: Session): boolean =>
  kind === 'integration' &&
  protocol.integration.sameVisit &&
  cycles.every((cycle) => cycle.number !== number || cycle.integrations === 0);

/** Booked for a time before which nobody may look at the calendar; also what is booked again. */
export const booked: Clock = (course) =>
  bookings(course)
    .filter((session) => isNew(session) && !isInVisit(course, session))
    .flatMap((session) =>
      tellAll(course, session, {
        ...{ template: 'staffSessionBooked', about: bookingKey(session) },
        ...{ at: session.bookedAt, times: [session.start] },
      }),
    );

/** Whoever cancels it. Those who did it themselves are told too: it may have been someone else of that role. */
export const off: Clock = (course) =>
  course.sessions.flatMap((session) => {
    const { status, cancelledAt } = session;
    if (status !== 'cancelled' || cancelledAt === undefined) return [];
    return tellAll(course, session, {
      ...{ template: 'staffSessionOff', about: cancellationOccurrence(session) },
      ...{ at: cancelledAt, times: [session.start] },
    });
  });

/** Moved away from a time that is near, or to one. A change of setting counts too. */
export const moved: Clock = (course) =>
  bookings(course)
    .filter((session) => !isNew(session))
    .flatMap((session) =>
      tellAll(course, session, {
        ...{ template: 'staffSessionMoved', about: bookingKey(session) },
        ...{ at: session.bookedAt, times: [session.movedFrom, session.start] },
      }),
    );

/** The client did not come. The task is the call of that day. */
export const missed: Clock = (course) =>
  course.sessions.flatMap((session) => {
    const { missedAt, ref } = session;
    if (!missedAt) return [];
    return rolesIn(course, session).map((role) =>
      message(course, 'staffSessionMissed', ref, role, missedAt, { facts: sessionFacts(course, session) }),
    );
  });

/** A withdrawal that nobody has confirmed for so many days is no news any more. Our own assumption. */
const NEWS_DAYS = 7;

/** The therapist, and the prescriber who has taken part, unless they hear at once that the end takes a session away. */
export const withdrawn: Clock = (course) => {
  const { closed, practice } = course;
  if (closed?.outcome !== 'withdrawn') return [];
  const { at } = closed;
  const about = endOccurrence(course);
  const takenAway = course.sessions.filter(({ calledOff, cancelledAt }) => calledOff && cancelledAt === at);
  const told = new Set(
    takenAway
      .filter((session) => near(course, session, reportedAt(course, at), session.start).length > 0)
      .flatMap((session) => rolesIn(course, session)),
  );
  const tell = (role: StaffRole): Obligation[] =>
    owedIf(!told.has(role), () => [message(course, 'staffClientWithdrew', about, role, at)]);
  const over = takenAway
    .map(({ start, minutes }) => plusMinutes(start, minutes))
    .reduce(latest, endOfDay(practice.zone, reportedAt(course, at), NEWS_DAYS));
  return [
    ...tell('therapist'),
    ...owedIf(course.approval ?? lastCycle(course), () => tell('prescriber')),
    ...owedIf(!told.has('therapist'), () =>
      closesAt(
        course,
        over,
        task('client-withdrew', 'therapist', at, { about, dueBy: thatEvening(course, at) }),
      ),
    ),
  ];
};
