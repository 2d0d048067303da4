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
const near = (course: Course, { minutes }: Session, heard: Instant, times: readonly Instant[]): Instant[] =>
  times.filter((time) => isShort(course, heard, time) && heard < plusMinutes(time, minutes));

interface News {
  template: TemplateId;
  /** Identifies what happened. */
  about: string;
  at: Instant;
  /** The times of the session that count. */
  times: readonly Instant[];
}

const OF_A_TIME: readonly TemplateId[] = ['staffSessionBooked', 'staffSessionMoved'];

/** Whoever was told a time of this session by e-mail before this news. */
const wasTold = ({ done }: Course, { ref }: Session, role: StaffRole, { about }: News): boolean =>
  Object.keys(done).some(
    (key) =>
      OF_A_TIME.some((template) => key.startsWith(`${template}:${ref}.`)) &&
      key.endsWith(`:${role}`) &&
      !key.includes(`:${about}:`),
  );

/**
 * Who is told, and the times that staff may set out for. Whoever was told one time is told every later one, and that the session
 * is off, however far ahead: any of these times may be in their mind.
 */
const hearers = (course: Course, session: Session, news: News): { role: StaffRole; soon: Instant[] }[] =>
  rolesIn(course, session).flatMap((role) => {
    const told = wasTold(course, session, role, news);
    const times = told ? [...news.times, ...(session.movedFrom ?? [])] : news.times;
    const soon = near(course, session, reportedAt(course, news.at), times);
    return told || soon.length > 0 ? [{ role, soon }] : [];
  });

/**
 * An e-mail for each role that holds the session and must hear of it, and a task if it is at short notice. The task is due before
 * people set out in vain, and closes when the session is or would have been over: by then nobody can be stopped.
 */
function tellAll(course: Course, session: Session, news: News): Obligation[] {
  const { template, about, at } = news;
  const heard = reportedAt(course, at);
  return hearers(course, session, news).flatMap(({ role, soon }) => {
    const told = message(course, template, about, role, at, { facts: sessionFacts(course, session) });
    const first = earliest(soon);
    if (first === undefined) return [told];
    const dueBy = latest(first, heard);
    const confirm = { about: `${about}:${role}`, session: session.ref, dueBy };
    const over = plusMinutes(soon.reduce(latest, first), session.minutes);
    return [told, ...closesAt(course, over, task('short-notice', role, heard, confirm))];
  });
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

const offAt = (session: Session, at: Instant): News => ({
  ...{ template: 'staffSessionOff', about: cancellationOccurrence(session) },
  ...{ at, times: [session.start] },
});

/** Whoever cancels it. Those who did it themselves are told too: it may have been someone else of that role. */
export const off: Clock = (course) =>
  course.sessions.flatMap((session) => {
    const { status, cancelledAt } = session;
    if (status !== 'cancelled' || cancelledAt === undefined) return [];
    return tellAll(course, session, offAt(session, cancelledAt));
  });

/** Moved away from a time that is near, or to one. A change of setting counts too. */
export const moved: Clock = (course) =>
  bookings(course)
    .filter((session) => !isNew(session))
    .flatMap((session) =>
      tellAll(course, session, {
        ...{ template: 'staffSessionMoved', about: bookingKey(session) },
        ...{ at: session.bookedAt, times: [...(session.movedFrom ?? []).slice(-1), session.start] },
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
    takenAway.flatMap((session) => hearers(course, session, offAt(session, at)).map(({ role }) => role)),
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
