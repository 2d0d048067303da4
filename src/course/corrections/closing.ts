/** A closing, withdrawal or transfer recorded on the wrong client: the course goes on where it was. course.md §9 */
import { overlappingBooking } from '../selectors/bookings';
import { cancellationKeys, farewellKeys } from '../selectors/endings';
import type { Instant } from '../../time/instant';
import type { Course, Patch, Session, SignalRecord } from '../state';
import { blockedByLater, type Correctable } from './rule';

/** Hours in which the lead can undo it. */
export const UNDONE_WITHIN_HOURS = 24;

/** Whether the client was told, or would have been by a message that could not go. */
const told = ({ done }: Course, keys: readonly string[]): boolean => keys.some((key) => key in done);

/** Booked again at its time. If the client was told of the cancellation, the booking is confirmed again. */
function restored(course: Course, session: Session, at: Instant): Session {
  const { cancelledAt: _when, calledOff: _forGood, ...kept } = session;
  const booked: Session = { ...kept, status: 'scheduled' };
  return told(course, cancellationKeys(session))
    ? { ...booked, revision: session.revision + 2, bookedAt: at, restoredAt: at }
    : booked;
}

/** The sessions it called off: booked again where their time is still ahead and free; the others are lost. */
function sessionsAgain(course: Course, called: readonly string[], at: Instant) {
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

function reopen(course: Course, { calledOff = [], ended, name, review }: SignalRecord, at: Instant): Patch {
  const { sessions, lost } = sessionsAgain(course, calledOff, at);
  const { holds = [], resumedAt } = ended ?? {};
  const again = new Set(holds.map(({ ref }) => ref));
  return {
    closed: undefined,
    sessions,
    reopened: {
      at,
      toldOrFreed: calledOff.length > 0 || told(course, farewellKeys(course)),
      lost: [...(course.reopened?.lost ?? []), ...lost],
    },
    ...(holds.length > 0 && {
      holds: [...holds, ...course.holds],
      lifted: (course.lifted ?? []).filter(({ ref }) => !again.has(ref)),
      resumedAt,
    }),
    ...(name === 'courseReviewed' && { review }),
  };
}

/** Only the lead can, and only for a day: by then other people have relied on it. */
export const closing: Correctable = {
  by: [],
  against: (course, record) => blockedByLater(course, record, 'shipmentReceived'),
  without: reopen,
};
