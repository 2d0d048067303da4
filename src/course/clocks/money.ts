/** Billing work: refunds, prices entered by hand, outdated estimates, travel quotes. course.md §7 */
import { scheduledSession } from '../selectors/sessions';
import { latest } from '../../time/instant';
import { changedEstimateDue } from '../money/estimateDue';
import { materialDrift } from '../money/expected';
import { refundDueCents } from '../money/credit';
import { nextEntry, unbilledSessions } from '../money/ledger';
import {
  packageLiability,
  packagesOver,
  REPRICED_CODE,
  UNEARNED_CODE,
  refundablePackageCents,
} from '../money/packages';
import type { Obligation } from './obligation';
import { task, owedIf, type Clock } from './obligation';

/** What is in credit beyond any prepayment must be refunded. More credit, or the end, opens the task again. */
export const refundDue: Clock = (course) => {
  const { creditedBy, entries } = course.money;
  const about = `${creditedBy ?? entries}${course.closed ? '.end' : ''}`;
  return owedIf(refundDueCents(course) > 0, () => [task('refund-due', 'biller', course.clock, { about })]);
};

/** A package that will not be used up: the unearned part is credited, and the rest is earned. */
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

/** The price of a session must be entered by hand if the fee is a range or unknown. */
export const enterCharges: Clock = (course) =>
  unbilledSessions(course).map(({ ref }) => task('enter-charge', 'biller', course.clock, { session: ref }));

/** The expected cost far exceeds the signed estimate. Each further such amount opens the task again. */
export const reissueEstimate: Clock = (course) => {
  const drift = materialDrift(course);
  const { estimate, protocol } = course;
  if (drift === undefined || !estimate) return [];
  const steps = Math.floor(drift / Math.max(1, protocol.estimate.reissueCents));
  const changed = changedEstimateDue(course);
  const dueBy = changed && latest(changed, course.clock);
  return [
    task('reissue-estimate', 'biller', course.clock, {
      about: `${estimate.ref}.${steps}`,
      ...(dueBy && { dueBy }),
    }),
  ];
};

/** The travel fee of a house call must be quoted and accepted before the session. */
export const travel: Clock = (course) => {
  const session = scheduledSession(course, 'dosing');
  if (session?.setting !== 'houseCall' || course.protocol.dosing.travelFee !== 'byQuote') return [];
  const { ref, start, bookedAt, travel: quoted } = session;
  const about = { session: ref, dueBy: start };
  if (!quoted) return [task('quote-travel', 'frontDesk', bookedAt, about)];
  return owedIf(!quoted.acceptedAt, () => [task('travel-acceptance', 'frontDesk', bookedAt, about)]);
};
