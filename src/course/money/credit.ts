/** What a client has in credit: a prepayment while the course goes on, a refund due otherwise. course.md §7 */
import { expectedCosts } from './expected';
import { balanceCents, feeOf } from './ledger';
import { isCoveredByPackage } from './packages';
import { priceOf } from './prices';
import type { Course, Session } from '../state';

/** The most that can be refunded. */
export const creditCents = ({ money }: Pick<Course, 'money'>): number => Math.max(0, -balanceCents(money));

/** The price of a booked session at most; unlimited until it is entered. */
const mostFor = (course: Course, session: Session): number =>
  isCoveredByPackage(course, session.ref)
    ? 0
    : (priceOf(feeOf(course, session), session.kind, session.minutes)?.toCents ?? Infinity);

/** The cost of what is booked or planned at most, which a client may have paid for ahead. */
function payableAheadCents(course: Course): number {
  if (course.closed) return 0;
  const { toCome, unpriced } = expectedCosts(course);
  if (unpriced.length > 0) return Infinity;
  const planned = toCome.reduce((sum, { toCents = 0 }) => sum + toCents, 0);
  const booked = course.sessions.filter(({ status }) => status === 'scheduled');
  return Math.max(
    planned,
    booked.reduce((sum, session) => sum + mostFor(course, session), 0),
  );
}

/** The refund due to the client now: the credit beyond what may still be booked or planned. 0 if there is none. */
export const refundDueCents = (course: Course): number =>
  Math.max(0, creditCents(course) - payableAheadCents(course));
