/** How events change the supply: received, counted, quarantined. course.md §1, §6 */
import { usableDoses, dosesOnHand, isWrittenOff, pendingPrescription } from '../selectors/supply';
import type { EventOf } from '../events';
import type { Instant } from '../../time/instant';
import type { Course, Prescription } from '../state';

type Changed = Partial<Pick<Course, 'prescriptions' | 'supply' | 'order' | 'doseConfirmedAt'>>;

/** The reference of a supply: the number of its prescription within the course. */
export const supplyRef = (number: number): string => `supply-${number}`;

export const latestSupply = ({ prescriptions }: Course): string => supplyRef(prescriptions.length);

export const prescriptionOf = ({ prescriptions }: Course, ref: string): Prescription | undefined =>
  prescriptions.find((_, index) => supplyRef(index + 1) === ref);

/** The prescriptions, with that of the named supply changed. */
export const changePrescription = (
  { prescriptions }: Course,
  ref: string,
  change: (one: Prescription) => Prescription,
): Pick<Course, 'prescriptions'> => ({
  prescriptions: prescriptions.map((one, index) => (supplyRef(index + 1) === ref ? change(one) : one)),
});

const patchLatestPrescription = (
  course: Course,
  patch: Partial<Prescription>,
): Pick<Course, 'prescriptions'> =>
  changePrescription(course, latestSupply(course), (one) => ({ ...one, ...patch }));

/** A late report that it was sent or filled on time: it had not expired. */
const withoutExpiry = ({ expiredAt: _late, ...prescription }: Prescription): Prescription => prescription;

export const applySent = (course: Course, { at }: EventOf<'shipmentSent'>): Changed =>
  changePrescription(course, latestSupply(course), (one) => ({ ...withoutExpiry(one), sentAt: at }));

/** A supply written off as lost or voided, or one that arrives after the course has ended, is quarantined. */
export function applyReceived(
  course: Course,
  { doses, at, supply: ref = latestSupply(course) }: EventOf<'shipmentReceived'>,
): Changed {
  const dispensed = course.supply.dispensed + doses;
  const prescription = prescriptionOf(course, ref);
  const aside = (course.closed ?? (prescription && isWrittenOff(prescription))) && {
    quarantined: course.supply.quarantined + doses,
    quarantinedAt: at,
  };
  return {
    ...changePrescription(course, ref, (one) => ({ ...withoutExpiry(one), receivedAt: at })),
    supply: { ...course.supply, dispensed, ...aside },
  };
}

export const applyLost = (
  course: Course,
  { at, supply: ref = latestSupply(course) }: EventOf<'shipmentLost'>,
): Changed => changePrescription(course, ref, (one) => ({ ...withoutExpiry(one), lostAt: at }));

export const applyExpired = (course: Course, at: Instant): Changed =>
  patchLatestPrescription(course, { expiredAt: at });

/** The prescriber's approval after a loss allows a replacement. */
export function applyDecisionAfterLoss(course: Course, at: Instant): Changed {
  const latest = course.prescriptions.at(-1);
  return latest?.lostAt && at >= latest.lostAt ? patchLatestPrescription(course, { lossDecidedAt: at }) : {};
}

/** Destroyed doses come out of quarantine first. No more can be quarantined than are left. */
export function applyReconciled(
  course: Course,
  { left, lost: gone, destroyed }: EventOf<'dosesReconciled'>,
): Changed {
  const { supply } = course;
  return {
    supply: {
      ...supply,
      lost: supply.lost + gone,
      destroyed: supply.destroyed + destroyed,
      quarantined: Math.min(left, Math.max(0, supply.quarantined - destroyed)),
    },
  };
}

/** A new order quarantines the old supply and voids what is in transit. Client and therapist must acknowledge it. */
export function applyOrderChanged(
  course: Course,
  { order, at }: EventOf<'doseChanged'>,
  confirms: boolean,
): Changed {
  const aside = usableDoses(course) > 0 && { quarantined: dosesOnHand(course), quarantinedAt: at };
  return {
    order: { ref: order, at, earlier: course.prescriptions.length },
    supply: { ...course.supply, ...aside },
    ...(pendingPrescription(course) && patchLatestPrescription(course, { voidedAt: at })),
    ...(confirms && { doseConfirmedAt: course.doseConfirmedAt ?? at }),
  };
}
