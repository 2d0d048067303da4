/** Sessions that were canceled by mistake are booked again. course.md §9 */
import { overlappingBooking } from '../selectors/bookings';
import { cancellationKeys } from '../selectors/endings';
import type { Instant } from '../../time/instant';
import type { Course, Session } from '../state';

/** Whether the client was told, or would have been by a message that could not go. */
export const told = ({ done }: Course, keys: readonly string[]): boolean => keys.some((key) => key in done);

/** Booked again at its time. If the client was told of the cancellation, the booking is confirmed again. */
function restored(course: Course, session: Session, at: Instant): Session {
  const { cancelledAt: _when, calledOff: _forGood, ...kept } = session;
  const booked: Session = { ...kept, status: 'scheduled' };
  return told(course, cancellationKeys(session))
    ? { ...booked, revision: session.revision + 2, bookedAt: at, restoredAt: at }
    : booked;
}

/** Sessions that fell away with what is corrected: booked again where their time is still ahead and free; the others are lost. */
export function sessionsAgain(course: Course, called: readonly string[], at: Instant) {
  const lost: string[] = [];
  const sessions = called.reduce((all, ref) => {
    const session = all.find((each) => each.ref === ref && each.status === 'cancelled');
    if (!session) return all;
    const taken = overlappingBooking({ ...course, sessions: all }, [session]) !== undefined;
    if (session.start <= at || taken) {
      lost.push(ref);
      return all;
    }
    return all.map((each) => (each.ref === ref ? restored(course, session, at) : each));
  }, course.sessions);
  return { sessions, lost };
}
