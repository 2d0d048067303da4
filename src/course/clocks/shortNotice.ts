/** What staff must hear at once: a session is off, moved or missed at short notice, or the client withdrew. course.md §9 */
import { bookingKey, bookings, firstHeldFor, isNew } from '../selectors/bookings';
import { lastCycle } from '../selectors/cycles';
import { cancellationOccurrence, endOccurrence } from '../selectors/endings';
import { reportedAt } from '../selectors/reports';
import { rolesIn } from '../selectors/staffing';
import { latest, minutesBetween, plusMinutes, type Instant } from '../../time/instant';
import type { TemplateId } from '../../vocabulary/templates';
import type { Course, Session, StaffRole } from '../state';
import { message, owedIf, task, type Clock, type Obligation } from './obligation';
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

/** An e-mail and a task for each role that holds the session. The task is due before people set out in vain. */
const tellAll = (
  course: Course,
  session: Session,
  { template, about, at, before }: { template: TemplateId; about: string; at: Instant; before: Instant },
): Obligation[] =>
  rolesIn(course, session).flatMap((role) => [
    message(course, template, about, role, at, { facts: sessionFacts(course, session) }),
    task('short-notice', role, reportedAt(course, at), {
      about: `${about}:${role}`,
      session: session.ref,
      dueBy: latest(before, reportedAt(course, at)),
    }),
  ]);

/** Canceled so late that people may be preparing for it, on the way, or waiting. */
function isOffLate(course: Course, session: Session): session is Session & { cancelledAt: Instant } {
  const { status, cancelledAt, start, minutes } = session;
  if (status !== 'cancelled' || cancelledAt === undefined) return false;
  const heard = reportedAt(course, cancelledAt);
  return isShort(course, heard, start) && heard < plusMinutes(start, minutes);
}

/** Whoever cancels it. Those who did it themselves are told too: it may have been someone else of that role. */
export const off: Clock = (course) =>
  course.sessions
    .filter((session) => isOffLate(course, session))
    .flatMap((session) =>
      tellAll(course, session, {
        ...{ template: 'staffSessionOff', about: cancellationOccurrence(session) },
        ...{ at: session.cancelledAt, before: session.start },
      }),
    );

/** Moved away from a time that is near, or to one. A change of setting counts too. */
export const moved: Clock = (course) =>
  bookings(course)
    .filter(
      (session) =>
        !isNew(session) && isShort(course, reportedAt(course, session.bookedAt), firstHeldFor(session)),
    )
    .flatMap((session) =>
      tellAll(course, session, {
        ...{ template: 'staffSessionMoved', about: bookingKey(session) },
        ...{ at: session.bookedAt, before: firstHeldFor(session) },
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

/** The therapist, and the prescriber who has taken part, unless they hear at once that the end takes a session away. */
export const withdrawn: Clock = (course) => {
  const { closed } = course;
  if (closed?.outcome !== 'withdrawn') return [];
  const { at } = closed;
  const about = endOccurrence(course);
  const takenAway = course.sessions.filter(
    (session) => isOffLate(course, session) && session.calledOff && session.cancelledAt === at,
  );
  const told = new Set(takenAway.flatMap((session) => rolesIn(course, session)));
  const tell = (role: StaffRole): Obligation[] =>
    owedIf(!told.has(role), () => [message(course, 'staffClientWithdrew', about, role, at)]);
  return [
    ...tell('therapist'),
    ...owedIf(course.approval ?? lastCycle(course), () => tell('prescriber')),
    ...owedIf(!told.has('therapist'), () => [
      task('client-withdrew', 'therapist', at, { about, dueBy: thatEvening(course, at) }),
    ]),
  ];
};
