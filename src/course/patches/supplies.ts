/** What becomes of the supply: arrived, counted, set aside. course.md §1, §6 */
import type { EventOf } from '../events';
import type { Instant } from '../../time/instant';
import { dosesInSupply, dosesOut, isStray, supplyUnderWay } from '../selectors/selectors';
import type { Course, Prescription } from '../state';

type Changed = Partial<Pick<Course, 'prescriptions' | 'supply' | 'order' | 'doseConfirmedAt'>>;

/** A supply as people name it: by the number of its prescription within the course. */
export const supplyRef = (number: number): string => `supply-${number}`;

export const latestSupply = ({ prescriptions }: Course): string => supplyRef(prescriptions.length);

export const prescriptionOf = ({ prescriptions }: Course, ref: string): Prescription | undefined =>
  prescriptions.find((_, index) => supplyRef(index + 1) === ref);

/** The prescriptions, the one of the named supply changed. */
export const changing = (
  { prescriptions }: Course,
  ref: string,
  change: (one: Prescription) => Prescription,
): Pick<Course, 'prescriptions'> => ({
  prescriptions: prescriptions.map((one, index) => (supplyRef(index + 1) === ref ? change(one) : one)),
});

const latestWith = (course: Course, patch: Partial<Prescription>): Pick<Course, 'prescriptions'> =>
  changing(course, latestSupply(course), (one) => ({ ...one, ...patch }));

/** Told late that it went out in time: then it had not expired. */
const unexpired = ({ expiredAt: _late, ...prescription }: Prescription): Prescription => prescription;

export const sent = (course: Course, { at }: EventOf<'shipmentSent'>): Changed =>
  changing(course, latestSupply(course), (one) => ({ ...unexpired(one), sentAt: at }));

/** What was given up as lost, or overtaken by a changed order, is set aside when it turns up after all; after the end, all is. */
export function received(
  course: Course,
  { doses, at, supply: ref = latestSupply(course) }: EventOf<'shipmentReceived'>,
): Changed {
  const dispensed = course.supply.dispensed + doses;
  const prescription = prescriptionOf(course, ref);
  const aside = (course.closed ?? (prescription && isStray(prescription))) && {
    quarantined: course.supply.quarantined + doses,
    quarantinedAt: at,
  };
  return {
    ...changing(course, ref, (one) => ({ ...unexpired(one), receivedAt: at })),
    supply: { ...course.supply, dispensed, ...aside },
  };
}

export const lost = (course: Course, { at }: EventOf<'shipmentLost'>): Changed =>
  changing(course, latestSupply(course), (one) => ({ ...unexpired(one), lostAt: at }));

export const expired = (course: Course, at: Instant): Changed => latestWith(course, { expiredAt: at });

/** The prescriber's approval after a loss is the new decision that a replacement waits for. */
export function decidedAfterLoss(course: Course, at: Instant): Changed {
  const latest = course.prescriptions.at(-1);
  return latest?.lostAt && at >= latest.lostAt ? latestWith(course, { lossDecidedAt: at }) : {};
}

/** Destroyed doses are those set aside first; nobody can set aside more than is left. */
export function counted(
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

/** A new order: the old supply is set aside, what is on its way is void, and both sides acknowledge. */
export function orderChanged(
  course: Course,
  { order, at }: EventOf<'doseChanged'>,
  confirms: boolean,
): Changed {
  const aside = dosesInSupply(course) > 0 && { quarantined: dosesOut(course), quarantinedAt: at };
  return {
    order: { ref: order, at, earlier: course.prescriptions.length },
    supply: { ...course.supply, ...aside },
    ...(supplyUnderWay(course) && latestWith(course, { voidedAt: at })),
    ...(confirms && { doseConfirmedAt: course.doseConfirmedAt ?? at }),
  };
}
