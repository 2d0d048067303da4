/** Doses and prescriptions. course.md §1, §6 */
import type { Instant } from '../../time/instant';
import type { Course, Prescription } from '../state';
import { seriesDone } from './cycles';
import { inMaintenance } from './maintenance';
import { scheduledSession } from './sessions';
import { doseReviewOwed } from './screening';

/** dispensed − used − lost − destroyed: what is out there, quarantined or not; never negative. course.md §1 */
export const dosesOnHand = ({ supply: { dispensed, used, lost, destroyed } }: Course): number =>
  dispensed - used - lost - destroyed;

/** What is out there and may be used. */
export const usableDoses = (course: Course): number => dosesOnHand(course) - course.supply.quarantined;

/** Given at the clinic from its stock: nothing is prescribed to take home; the dose is the booked session. */
export const givenAtClinic = ({ protocol }: Course): boolean => protocol.supply.kind === 'infusion';

/** A next dose is there, or will be at the session itself. */
export const nextDoseAvailable = (course: Course): boolean =>
  givenAtClinic(course) || usableDoses(course) > 0;

/** The latest prescription not yet arrived, nor lost, expired or overtaken by a changed order. */
export const pendingPrescription = (course: Course): Prescription | undefined => {
  const latest = course.prescriptions.at(-1);
  const over = latest && (latest.receivedAt ?? latest.lostAt ?? latest.expiredAt ?? latest.voidedAt);
  return over ? undefined : latest;
};

/** Given up as lost or overtaken by a changed order, and not arrived: what turns up of it must not be used. */
export const isWrittenOff = ({ receivedAt, lostAt, voidedAt }: Prescription): boolean =>
  receivedAt === undefined && (lostAt ?? voidedAt) !== undefined;

/** A supply that may still arrive: under way, or sent before a changed order overtook it. */
export const supplyExpected = (course: Course): Prescription | undefined =>
  pendingPrescription(course) ??
  course.prescriptions.find((one) => one.sentAt && isWrittenOff(one) && !one.lostAt);

/** The latest supply was lost, and the prescriber has not decided how to go on. course.md §6 */
export const lossDecisionOwed = (course: Course): boolean => {
  const latest = course.prescriptions.at(-1);
  return latest?.lostAt !== undefined && !latest.lossDecidedAt;
};

/** Approved, a dosing to come, and nothing to take nor on its way: the next dispense is the prescriber's move. */
export const dispenseOwed = (course: Course): boolean =>
  course.approval !== undefined &&
  (!seriesDone(course) || (inMaintenance(course) && scheduledSession(course, 'dosing') !== undefined)) &&
  !doseReviewOwed(course) &&
  !nextDoseAvailable(course) &&
  !pendingPrescription(course) &&
  !lossDecisionOwed(course);

/** The next prescription is to be issued; one that has expired is renewed, by a task of its own. */
export const prescriptionOwed = (course: Course): boolean =>
  dispenseOwed(course) && !course.prescriptions.at(-1)?.expiredAt;

/** Who has not acknowledged the changed order by `at`; nobody while the first order stands. */
export function orderUnacknowledgedBy({ order }: Course, at: Instant): ('client' | 'therapist')[] {
  if (!order) return [];
  return (['client', 'therapist'] as const).filter((who) => (order[who] ?? '9') > at);
}
