/** Confirmations, reminders, the support person, and outcomes owed. course.md §5 */
import { dosingInProgress } from '../selectors/sessions';
import { rideHomeOwed } from '../selectors/paperwork';
import { bookingKey, bookings } from '../selectors/bookings';
import { latest, plusHours, plusMinutes, type Instant } from '../../time/instant';
import type { MessageFacts } from '../events';
import type { Course, Session } from '../state';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

const facts = ({ ref, start, minutes, revision, setting }: Session): MessageFacts => ({
  session: ref,
  start,
  minutes,
  revision,
  setting,
});

/** Each booking and move is confirmed with a calendar file; of no use once the session has begun. */
export const confirmations: Clock = (course) =>
  bookings(course).map((session) =>
    message(
      course,
      session.revision === 0 ? 'sessionBooked' : 'sessionMoved',
      bookingKey(session),
      'client',
      session.bookedAt,
      {
        facts: facts(session),
        staleAt: session.start,
      },
    ),
  );

/** A cancelled session leaves the client's calendar too, if its booking had been told. */
export const cancellations: Clock = (course) =>
  course.sessions
    .filter(
      (session) =>
        session.status === 'cancelled' && session.cancelledAt && session.cancelledAt < session.start,
    )
    .flatMap((session) => {
      const told = ['sessionBooked', 'sessionMoved'].some((template) =>
        Object.keys(course.done).some((key) => key.startsWith(`${template}:${session.ref}.`)),
      );
      return owedIf(told, () => [
        message(
          course,
          session.calledOff ? 'sessionCalledOff' : 'sessionCancelled',
          session.ref,
          'client',
          session.cancelledAt ?? course.clock,
          {
            facts: { ...facts(session), revision: session.revision + 1 },
            staleAt: session.start,
          },
        ),
      ]);
    });

/** Reminders not already past when booked; two that land on one instant are one. */
export const reminders: Clock = (course) =>
  bookings(course).flatMap((session) => {
    const owed = course.protocol.clocks.sessionReminderHours
      .map((hours) =>
        message(
          course,
          'sessionReminder',
          `${bookingKey(session)}.${hours}h`,
          'client',
          plusHours(session.start, -hours),
          {
            facts: facts(session),
            reminderOf: session.start,
          },
        ),
      )
      .filter(({ due }) => due > session.bookedAt);
    return owed.filter(({ due }, at) => owed.findIndex((other) => other.due === due) === at);
  });

export const needsSupportPerson = ({ protocol }: Course, { kind, setting }: Session): boolean =>
  kind === 'dosing' && setting === 'remote' && protocol.dosing.supportPersonWhenRemote;

/** What a message about a session says, of use until it begins. */
export const aboutSession = (session: Session) => ({ facts: facts(session), reminderOf: session.start });

/** Asked at T−72 h, T−24 h, T−2 h while nobody has said whether they come; then the therapist is told. */
export const supportPerson: Clock = (course) =>
  bookings(course)
    .filter((session) => needsSupportPerson(course, session) && !session.supportPerson)
    .flatMap((session) => {
      const about = aboutSession(session);
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

/** A ride home is arranged by the day before. §4.7 */
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

/** When a session is over: as booked, or counted from when the dosing began; one that has ended is. */
function overAt({ cycles }: Course, { ref, start, minutes }: Session): Instant {
  const cycle = cycles.find(({ dosing }) => dosing === ref);
  return cycle?.endedAt ?? plusMinutes(cycle?.startedAt ?? start, minutes);
}

/** A booked session whose time has passed must get an outcome; a dosing under way must end, and the client be released. */
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
