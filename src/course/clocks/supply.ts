/** A supply lost, expired or set aside, and a changed order. course.md §5, §6 */
import { moreDosingPossible } from '../selectors/maintenance';
import { lossDecisionOwed, prescriptionOwed, pendingPrescription } from '../selectors/supply';
import { latestSupply as about, supplyRef } from '../patches/supplies';
import { message, task, owedIf, type Clock } from './obligation';

/** Lost: prescriber and lead hear of it, the client is told without saying what; the prescriber decides. */
export const lost: Clock = (course) => {
  const lostAt = course.prescriptions.at(-1)?.lostAt;
  if (!lostAt) return [];
  return [
    message(course, 'supplyLost', about(course), 'prescriber', lostAt),
    message(course, 'supplyLost', about(course), 'lead', lostAt),
    ...owedIf(!course.closed, () => [message(course, 'supplyDelayed', about(course), 'client', lostAt)]),
    ...owedIf(lossDecisionOwed(course), () => [
      task('lost-supply', 'prescriber', lostAt, { about: about(course) }),
    ]),
  ];
};

/** Nothing is left, and nothing is on its way. */
export const prescription: Clock = (course) =>
  owedIf(prescriptionOwed(course), () => [
    task('issue-prescription', 'prescriber', course.clock, {
      about: supplyRef(course.prescriptions.length + 1),
    }),
  ]);

/** An unfilled prescription ends; from then on a new one may be issued, and is owed while dosing is to come. */
export const prescriptionEnds: Clock = (course) => {
  const supply = pendingPrescription(course);
  const expiredAt = course.prescriptions.at(-1)?.expiredAt;
  return [
    ...owedIf(supply && !supply.sentAt, () => [
      {
        key: `prescription-expired:${about(course)}`,
        due: supply?.expires ?? course.clock,
        kind: 'notice' as const,
        notice: 'prescriptionExpired' as const,
      },
    ]),
    ...owedIf(expiredAt && moreDosingPossible(course), () => [
      task('renew-prescription', 'prescriber', expiredAt ?? course.clock, { about: about(course) }),
    ]),
  ];
};

/** What is set aside is destroyed or sent back, and counted. */
export const quarantined: Clock = ({ supply: { quarantined: aside, quarantinedAt }, clock }) =>
  owedIf(aside > 0, () => [
    task('quarantined-supply', 'frontDesk', quarantinedAt ?? clock, { about: quarantinedAt ?? 'first' }),
  ]);

/** A changed order is read by the client, and the therapist sees to it that both acknowledge. */
export const changedOrder: Clock = (course) => {
  const { order } = course;
  if (!order || (order.client && order.therapist)) return [];
  return [
    ...owedIf(!order.client, () => [message(course, 'orderChanged', order.ref, 'client', order.at)]),
    task('acknowledge-dose-change', 'therapist', order.at, { about: order.ref }),
  ];
};
