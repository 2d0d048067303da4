/** Money that waits for somebody: refunds, prices said by hand, estimates overtaken, quotes. course.md §7 */
import { scheduledSession } from '../selectors/sessions';
import { materialDrift } from '../money/expected';
import { nextEntry, refundDueCents, unbilledSessions } from '../money/ledger';
import {
  packageLiability,
  packagesOver,
  REPRICED_CODE,
  UNEARNED_CODE,
  refundablePackageCents,
} from '../money/packages';
import type { Obligation } from './obligation';
import { task, owedIf, type Clock } from './obligation';

/** What is in credit is paid back. Each further entry that leaves something is work anew. */
export const refundDue: Clock = (course) =>
  owedIf(refundDueCents(course) > 0, () => [
    task('refund-due', 'biller', course.clock, { about: String(course.money.entries) }),
  ]);

/** A package that will not be used up: what is unearned is credited, the rest of it is earned. */
export const unearned: Clock = (course) => {
  if (!packagesOver(course)) return [];
  return course.packages.flatMap((held): Obligation[] => {
    const { ref, unearnedCents: credited } = held;
    const liability = packageLiability(held);
    if (liability === 0) return [];
    const back = credited === undefined ? refundablePackageCents(course, held) : 0;
    const [kind, code, cents] =
      back > 0
        ? (['credit', UNEARNED_CODE, -back] as const)
        : (['earned', REPRICED_CODE, liability] as const);
    const entry = { entry: nextEntry(course.money, kind), kind, code, cents, package: ref };
    return [{ key: `${code}:${ref}`, due: course.clock, kind: 'ledger', entry }];
  });
};

/** A session whose price is a range, or not entered, is priced by hand. */
export const enterCharges: Clock = (course) =>
  unbilledSessions(course).map(({ ref }) => task('enter-charge', 'biller', course.clock, { session: ref }));

/** Much more is expected than the client signed; each further such sum is work anew. */
export const reissueEstimate: Clock = (course) => {
  const drift = materialDrift(course);
  const { estimate, protocol } = course;
  if (drift === undefined || !estimate) return [];
  const steps = Math.floor(drift / Math.max(1, protocol.estimate.reissueCents));
  return [task('reissue-estimate', 'biller', course.clock, { about: `${estimate.ref}.${steps}` })];
};

/** The way to a house call is quoted and accepted before it. */
export const travel: Clock = (course) => {
  const session = scheduledSession(course, 'dosing');
  if (session?.setting !== 'houseCall' || course.protocol.dosing.travelFee !== 'byQuote') return [];
  const { ref, start, bookedAt, travel: quoted } = session;
  const about = { session: ref, dueBy: start };
  if (!quoted) return [task('quote-travel', 'frontDesk', bookedAt, about)];
  return owedIf(!quoted.acceptedAt, () => [task('travel-acceptance', 'frontDesk', bookedAt, about)]);
};
