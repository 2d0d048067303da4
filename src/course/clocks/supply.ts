/** Supplies that are lost, expired or quarantined, and changed orders. course.md §5, §6 */
import { moreDosingPossible } from '../selectors/maintenance';
import { fillableUntil, prescriptionOwed, pendingPrescription } from '../selectors/supply';
import { latestSupply as about, supplyRef } from '../patches/supplies';
import { message, task, owedIf, type Clock } from './obligation';

/** Lost: prescriber and lead are notified, a client who waits for it gets a neutral message, the prescriber decides. */
export const lost: Clock = (course) =>
  course.prescriptions.flatMap(({ lostAt, lossDecidedAt, voidedAt }, index) => {
    if (!lostAt) return [];
    const latest = index === course.prescriptions.length - 1;
    const ref = supplyRef(index + 1);
    return [
      message(course, 'supplyLost', ref, 'prescriber', lostAt),
      message(course, 'supplyLost', ref, 'lead', lostAt),
      ...owedIf(!course.closed && !voidedAt, () => [message(course, 'supplyDelayed', ref, 'client', lostAt)]),
      ...owedIf(!lossDecidedAt && (latest || voidedAt), () => [
        task('lost-supply', 'prescriber', lostAt, { about: ref }),
      ]),
    ];
  });

/** No dose is left, and none is in transit. */
export const prescription: Clock = (course) =>
  owedIf(prescriptionOwed(course), () => [
    task('issue-prescription', 'prescriber', course.clock, {
      about: supplyRef(course.prescriptions.length + 1),
    }),
  ]);

/** An unfilled prescription expires. Then a new one can be issued, and is owed while more dosing is possible. */
export const prescriptionEnds: Clock = (course) => {
  const supply = pendingPrescription(course);
  const expiredAt = course.prescriptions.at(-1)?.expiredAt;
  return [
    ...owedIf(supply && !supply.sentAt, () => [
      {
        key: `prescription-expired:${about(course)}`,
        due: supply ? fillableUntil(course, supply) : course.clock,
        kind: 'notice' as const,
        notice: 'prescriptionExpired' as const,
      },
    ]),
    ...owedIf(expiredAt && moreDosingPossible(course), () => [
      task('renew-prescription', 'prescriber', expiredAt ?? course.clock, { about: about(course) }),
    ]),
  ];
};

/** Quarantined doses must be destroyed or returned, and counted. */
export const quarantined: Clock = ({ supply: { quarantined: aside, quarantinedAt }, clock }) =>
  owedIf(aside > 0, () => [
    task('quarantined-supply', 'frontDesk', quarantinedAt ?? clock, { about: quarantinedAt ?? 'first' }),
  ]);

/** The client must read a changed order. The therapist makes sure that both acknowledge it. */
export const changedOrder: Clock = (course) => {
  const { order } = course;
  if (!order || (order.client && order.therapist)) return [];
  return [
    ...owedIf(!order.client, () => [message(course, 'orderChanged', order.ref, 'client', order.at)]),
    task('acknowledge-dose-change', 'therapist', order.at, { about: order.ref }),
  ];
};
