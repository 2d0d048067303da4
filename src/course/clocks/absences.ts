/** No-shows, unavailable support persons, and the return after a pause. course.md §6 */
import { clinicianCheckFrom } from '../selectors/holds';
import { needsSupportPerson } from '../selectors/paperwork';
import { reportedAt } from '../selectors/reports';
import { bookingKey, bookings } from '../selectors/bookings';
import { plusHours } from '../../time/instant';
import { message, task, owedIf, type Clock } from './obligation';
import { aboutSession } from './sessions';
import { thatEvening } from './taskDueBy';

/** The client is called the same day. */
export const wellnessCall: Clock = (course) =>
  course.sessions.flatMap((session) => {
    const { ref, missedAt } = session;
    if (!missedAt) return [];
    return [
      task('wellness-call', 'therapist', missedAt, { session: ref, dueBy: thatEvening(course, missedAt) }),
    ];
  });

/** Hours within which a client who left against advice is called. Our own assumption. */
const CALL_WITHIN_HOURS = 2;

/** A client who left against advice is called soon: are they at home, and is somebody with them? */
export const leftAgainstAdvice: Clock = (course) =>
  course.sessions.flatMap(({ ref, leftAt }) =>
    leftAt
      ? [
          task('against-advice-call', 'therapist', leftAt, {
            session: ref,
            dueBy: plusHours(reportedAt(course, leftAt), CALL_WITHIN_HOURS),
          }),
        ]
      : [],
  );

/** Without the support person the session is rescheduled without a fee, and the therapist is notified. */
export const supportPersonAbsent: Clock = (course) =>
  bookings(course)
    .filter((session) => needsSupportPerson(course, session))
    .flatMap((session) => {
      const { absentSince, start, ref } = session;
      if (!absentSince) return [];
      const about = `${bookingKey(session)}.${absentSince}`;
      return [
        message(
          course,
          'supportPersonAbsent',
          about,
          'therapist',
          absentSince,
          aboutSession(course, session),
        ),
        task('reschedule-session', 'frontDesk', absentSince, { about, session: ref, dueBy: start }),
      ];
    });

/** After a pause, more than three months since the last dosing: a clinician must check first. */
export const clinicianCheck: Clock = (course) => {
  const from = clinicianCheckFrom(course);
  const talkedThrough = course.overrides.some(({ gate }) => gate === 'clinician-check-owed');
  return owedIf(from && !talkedThrough, () => [
    task('clinician-check', 'therapist', from ?? course.clock, { about: course.resumedAt ?? '' }),
  ]);
};
