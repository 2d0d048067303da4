/**
 * When the law wants a good-faith estimate, in business days of the practice: after a booking, and before the
 * service where something has changed. 45 CFR 149.610(b)(1). course.md §7
 */
import { bookings } from '../selectors/bookings';
import { isBusinessDay, plusBusinessDays } from '../../time/calendar';
import { dateIn, endOfDay } from '../../time/civil';
import { byInstant, latest, type Instant } from '../../time/instant';
import type { Course, Session } from '../state';
import { estimateOwed, paidByClient, payerFee, paysSince } from './payer';

/** Booked at least so many business days ahead, the estimate is due within so many. Booked later: no set day. */
const DUE_AFTER_BOOKING: readonly { ahead: number; within: number }[] = [
  { ahead: 10, within: 3 },
  { ahead: 3, within: 1 },
];

function dueAfter({ practice }: Course, bookedAt: Instant, start: Instant): Instant | undefined {
  const starts = dateIn(practice.zone, start);
  const rule = DUE_AFTER_BOOKING.find(
    ({ ahead }) => dateIn(practice.zone, plusBusinessDays(practice, bookedAt, ahead)) <= starts,
  );
  return rule && endOfDay(practice.zone, plusBusinessDays(practice, bookedAt, rule.within));
}

const clientPays = (course: Course, { kind }: Session): boolean => paidByClient(payerFee(course, kind));

/** What nobody knew at the booking counts from when it was known: that insurance does not pay, or other prices. */
const owedSince = (course: Course, { kind }: Session): Instant =>
  latest(course.estimateVoidedAt ?? course.startedAt, paysSince(course, kind) ?? course.startedAt);

/** The sessions still booked that the client pays for, earliest first. */
export const payableBookings = (course: Course): Session[] =>
  bookings(course)
    .filter((session) => clientPays(course, session))
    .sort(byInstant(({ start }) => start));

/** The booking whose estimate is due first, and by when. A session that was moved is due as first booked, too. */
export function estimateDue(course: Course): { session: Session; by: Instant } | undefined {
  const [first] = course.sessions
    .filter((session) => session.status !== 'cancelled' && clientPays(course, session))
    .flatMap((session) => {
      const { bookedAt, firstBooked = { at: bookedAt, start: session.start } } = session;
      const since = owedSince(course, session);
      return [firstBooked, { at: bookedAt, start: session.start }]
        .flatMap(({ at, start }) => dueAfter(course, latest(at, since), start) ?? [])
        .map((by) => ({ session, by }));
    })
    .sort(byInstant(({ by }) => by));
  return first;
}

/** Given by hand: somebody ticked off the task to issue it. */
export const estimateByHand = ({ done }: Course): boolean =>
  Object.keys(done).some((key) => key.startsWith('issue-estimate'));

/** Whether the client pays for this session and has never been given an estimate. */
export const estimateMissing = (course: Course, session: Session): boolean =>
  estimateOwed(course) && !course.estimate && !estimateByHand(course) && clientPays(course, session);

/** The end of the last business day before that of `at`. */
function businessDayBefore({ practice }: Course, at: Instant): Instant {
  let day = endOfDay(practice.zone, at, -1);
  for (let back = 2; !isBusinessDay(practice, day) && back < 15; back += 1) {
    day = endOfDay(practice.zone, at, -back);
  }
  return day;
}

/**
 * By when a change known since `since` must be in the estimate: a business day before the next session the client pays
 * for that leaves time for it. Undefined if there is none.
 */
export const changedEstimateDue = (course: Course, since: Instant): Instant | undefined =>
  payableBookings(course)
    .map(({ start }) => businessDayBefore(course, start))
    .find((by) => by > since);
