/** Confirmations, reminders, the support person, and outcomes owed. course.md §5 */
import { lastCycle } from '../selectors/cycles';
import { dosingInProgress } from '../selectors/sessions';
import { needsSupportPerson, rideHomeOwed } from '../selectors/paperwork';
import { vitalsMissing } from '../selectors/vitals';
import { bookingKey, bookings, firstHeldFor, isNew, visitMinutes } from '../selectors/bookings';
import { cancellationOccurrence } from '../selectors/endings';
import { latest, plusHours, plusMinutes, type Instant } from '../../time/instant';
import type { MessageFacts } from '../events';
import type { Course, Session } from '../state';
import { thatEvening } from './taskDueBy';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

/** The facts of a message about a session. */
export const sessionFacts = (course: Course, session: Session): MessageFacts => {
  const { ref, start, revision, setting } = session;
  return { session: ref, start, minutes: visitMinutes(course, session), revision, setting };
};

/** Each booking and move is confirmed with a calendar file. Stale once the session has started. */
export const confirmations: Clock = (course) =>
  bookings(course).map((session) =>
    message(
      course,
      isNew(session) ? 'sessionBooked' : 'sessionMoved',
      bookingKey(session),
      'client',
      session.bookedAt,
      {
        facts: sessionFacts(course, session),
        hearsBefore: firstHeldFor(session),
        staleAt: session.start,
      },
    ),
  );

/** A cancellation also removes the session from the client's calendar, if its booking was confirmed. */
export const cancellations: Clock = (course) =>
  course.sessions
    .filter(
      (session) =>
        session.status === 'cancelled' && session.cancelledAt && session.cancelledAt < session.start,
    )
    .flatMap((session) => {
      const confirmed = ['sessionBooked', 'sessionMoved'].some((template) =>
        Object.keys(course.done).some((key) => key.startsWith(`${template}:${session.ref}.`)),
      );
      return owedIf(confirmed, () => [
        message(
          course,
          session.calledOff ? 'sessionCalledOff' : 'sessionCancelled',
          cancellationOccurrence(session),
          'client',
          session.cancelledAt ?? course.clock,
          {
            facts: { ...sessionFacts(course, session), revision: session.revision + 1 },
            hearsBefore: session.start,
            staleAt: session.start,
          },
        ),
      ]);
    });

/** Hours before a session: what the protocol has, as far as the client wants it. */
function wanted({ protocol, reminders }: Course): readonly number[] {
  const hours = protocol.clocks.sessionReminderHours;
  if (reminders === undefined) return hours;
  return reminders === 'none' ? [] : [Math[reminders === 'earliest' ? 'max' : 'min'](...hours)];
}

/** Reminders that are not past at booking. Two that fall on the same instant are one. */
export const reminders: Clock = (course) =>
  bookings(course).flatMap((session) => {
    const owed = wanted(course)
      .map((hours) =>
        message(
          course,
          'sessionReminder',
          `${bookingKey(session)}.${hours}h`,
          'client',
          plusHours(session.start, -hours),
          {
            facts: sessionFacts(course, session),
            reminderOf: session.start,
          },
        ),
      )
      .filter(({ due }) => due > session.bookedAt);
    return owed.filter(({ due }, at) => owed.findIndex((other) => other.due === due) === at);
  });

/** About a session: stale once the session starts. */
export const aboutSession = (course: Course, session: Session) => ({
  facts: sessionFacts(course, session),
  reminderOf: session.start,
});

/** The client is asked 72, 24 and 2 hours before, until there is an answer; then the therapist is notified. */
export const supportPerson: Clock = (course) =>
  bookings(course)
    .filter((session) => needsSupportPerson(course, session) && !session.supportPerson)
    .flatMap((session) => {
      const about = aboutSession(course, session);
      const hours = course.protocol.clocks.supportPersonAskHours;
      const last = plusHours(session.start, -Math.min(...hours));
      const asked = hours
        .map((before) =>
          message(
            course,
            'supportPersonAsk',
            `${bookingKey(session)}.${before}h`,
            'client',
            plusHours(session.start, -before),
            about,
          ),
        )
        .filter(({ due }) => due > session.bookedAt);
      return [
        ...asked.filter(({ due }, at) => asked.findIndex((other) => other.due === due) === at),
        message(
          course,
          'supportPersonUnconfirmed',
          bookingKey(session),
          'therapist',
          last > session.bookedAt ? last : session.bookedAt,
          about,
        ),
      ];
    });

/** A session at home began, and nobody has said that the support person is there. Somebody makes sure. §4.7, §9 */
export const supportPersonPresence: Clock = (course) => {
  const session = dosingInProgress(course);
  const since = lastCycle(course)?.startedAt;
  return session && since && needsSupportPerson(course, session) && !session.supportPersonPresent
    ? [task('support-person-presence', 'therapist', since, { session: session.ref, dueBy: since })]
    : [];
};

/** What was not entered of the vital signs during a session is asked for after it. Nothing waits for it. */
export const vitalsDuring: Clock = (course) => {
  const cycle = lastCycle(course);
  return cycle?.endedAt && vitalsMissing(course)
    ? [
        task('vitals-during', 'therapist', cycle.endedAt, {
          session: cycle.dosing,
          dueBy: thatEvening(course, cycle.endedAt),
        }),
      ]
    : [];
};

/** A ride home must be arranged by the day before. §4.7 */
export const rideHome: Clock = (course) =>
  bookings(course)
    .filter((session) => rideHomeOwed(course, session))
    .map((session) =>
      task('ride-home', 'frontDesk', latest(plusHours(session.start, -24), session.bookedAt), {
        about: bookingKey(session),
        session: session.ref,
        dueBy: session.start,
      }),
    );

/** When a session is over: its reported end, or its planned length after the actual or booked start. */
function overAt({ cycles }: Course, { ref, start, minutes }: Session): Instant {
  const cycle = cycles.find(({ dosing }) => dosing === ref);
  return cycle?.endedAt ?? plusMinutes(cycle?.startedAt ?? start, minutes);
}

/** A booked session must get an outcome after its time. A dosing must end, and the client must be released. */
export const outcomeOwed: Clock = (course) => {
  const underWay = dosingInProgress(course);
  const owed = (session: Session, about: string): Obligation => {
    const due = plusHours(overAt(course, session), course.protocol.clocks.outcomeOwedHours);
    return task('session-outcome', 'therapist', due, { about, session: session.ref });
  };
  return [
    ...bookings(course).map((session) => owed(session, bookingKey(session))),
    ...(underWay ? [owed(underWay, `${underWay.ref}.${underWay.status}`)] : []),
  ];
};
