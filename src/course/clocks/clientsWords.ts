/** What clients say themselves, and a person has to answer: that they would like another time. */
import { bookingKey, bookings } from '../selectors/bookings';
import { reportedAt } from '../selectors/reports';
import { earliest, latest } from '../../time/instant';
import { task, type Clock } from './obligation';
import { dueBy } from './taskDueBy';

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
