/** What clients say themselves, and a person has to answer. */
import { bookingKey, bookings } from '../selectors/bookings';
import { reportedAt } from '../selectors/reports';
import { plusBusinessDays } from '../../time/calendar';
import { earliest, latest } from '../../time/instant';
import { escalation } from './care';
import { message, owedIf, task, type Clock } from './obligation';
import { dueBy, thatEvening } from './taskDueBy';

/** Somebody answers before the session begins. A new wish is a new task. */
export const anotherTime: Clock = (course) =>
  bookings(course).flatMap((session) => {
    const { ref, start, wish } = session;
    if (!wish) return [];
    const heard = reportedAt(course, wish.at);
    const usual = dueBy(course, 'another-time', heard) ?? start;
    return [
      task('another-time', 'frontDesk', wish.at, {
        about: `${bookingKey(session)}.${wish.at}`,
        session: ref,
        dueBy: latest(earliest([usual, start]) ?? start, heard),
      }),
    ];
  });

/** Business days of the practice within which somebody answers. Our own assumption. */
const ANSWER_DAYS = 1;

/** Whoever it is for answers it, and completes the task. */
export const written: Clock = (course) =>
  (course.written ?? []).map(({ number, at, about }) =>
    task('client-wrote', about === 'appointments' ? 'frontDesk' : 'therapist', at, {
      about: String(number),
      dueBy: plusBusinessDays(course.practice, reportedAt(course, at), ANSWER_DAYS),
    }),
  );

/**
 * A client who is not well after a dose is called at once: the therapist hears of it, and the lead if nobody has called. One who
 * wants to talk is called the same day.
 */
export const checkedIn: Clock = (course) =>
  course.cycles.flatMap(({ number, dosing, unwell }) => {
    if (!unwell) return [];
    const { at, feeling } = unwell;
    const heard = reportedAt(course, at);
    const about = `cycle-${number}.${at}`;
    const by = feeling === 'unwell' ? heard : thatEvening(course, heard);
    return [
      task('check-in-call', 'therapist', at, { about, session: dosing, dueBy: by }),
      ...owedIf(feeling === 'unwell', () => [
        message(course, 'clientUnwell', about, 'therapist', at, { safety: true }),
        escalation(course, about, at),
      ]),
    ];
  });

/** A client who measures something outside the prescriber's limits is called at once, whatever they measure after that. */
export const alarming: Clock = (course) =>
  course.sessions.flatMap(({ ref, alarmingSince: since }) => {
    if (!since) return [];
    const about = `${ref}.${since}`;
    return [
      task('measurement-call', 'therapist', since, {
        ...{ about, session: ref, dueBy: reportedAt(course, since) },
      }),
      message(course, 'clientMeasured', about, 'therapist', since, { safety: true }),
      message(course, 'clientMeasured', about, 'prescriber', since, { safety: true }),
      escalation(course, about, since),
    ];
  });
