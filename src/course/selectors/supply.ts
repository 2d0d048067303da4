/** Doses and prescriptions. course.md §1, §6 */
import { endOfDay, plusCivilMonths } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { Course, Prescription } from '../state';
import { seriesDone } from './cycles';
import { inMaintenance } from './maintenance';
import { scheduledSession } from './sessions';
import { doseReviewOwed } from './screening';

/** dispensed − used − lost − destroyed: the doses on hand, quarantined or not; never negative. course.md §1 */
export const dosesOnHand = ({ supply: { dispensed, used, lost, destroyed } }: Course): number =>
  dispensed - used - lost - destroyed;

/** The doses on hand that may be used. */
export const usableDoses = (course: Course): number => dosesOnHand(course) - course.supply.quarantined;

/** Doses are given at the clinic from its stock, so nothing is prescribed to take home. */
export const givenAtClinic = ({ protocol }: Course): boolean => protocol.supply.kind === 'infusion';

/** The next dose is on hand, or the clinic provides it at the session. */
export const nextDoseAvailable = (course: Course): boolean =>
  givenAtClinic(course) || usableDoses(course) > 0;

/** Nothing of Schedule III is dispensed later than this after its prescription was issued (21 CFR 1306.22). */
const DISPENSED_WITHIN_MONTHS = 6;

/** The last instant at which a prescription issued at `issuedAt` may be filled by law: the whole day counts. */
export const lawfulUntil = ({ practice: { zone } }: Pick<Course, 'practice'>, issuedAt: Instant): Instant =>
  endOfDay(zone, plusCivilMonths(zone, issuedAt, DISPENSED_WITHIN_MONTHS));

/** Until when a prescription may be shipped or handed out: its own end, and never later than the law’s. */
export function fillableUntil(course: Course, { issuedAt, expires }: Prescription): Instant {
  const lawful = lawfulUntil(course, issuedAt);
  return expires < lawful ? expires : lawful;
}

/** The latest prescription, if it is not received, lost, expired or voided. */
export const pendingPrescription = (course: Course): Prescription | undefined => {
  const latest = course.prescriptions.at(-1);
  const over = latest && (latest.receivedAt ?? latest.lostAt ?? latest.expiredAt ?? latest.voidedAt);
  return over ? undefined : latest;
};

/** Lost, or voided by a changed order, and not received. If it arrives after all, it must not be used. */
export const isWrittenOff = ({ receivedAt, lostAt, voidedAt }: Prescription): boolean =>
  receivedAt === undefined && (lostAt ?? voidedAt) !== undefined;

/** Sent before a changed order voided it, and neither received nor lost. */
export const isVoidedInTransit = ({ sentAt, receivedAt, lostAt, voidedAt }: Prescription): boolean =>
  sentAt !== undefined && voidedAt !== undefined && (receivedAt ?? lostAt) === undefined;

/** The supply that may still arrive: pending, or sent before a changed order voided it. */
export const supplyExpected = (course: Course): Prescription | undefined =>
  pendingPrescription(course) ?? course.prescriptions.find(isVoidedInTransit);

/**
 * The latest supply was lost, and the prescriber has not decided how to continue. One that a changed order had
 * voided needs no decision of its own. course.md §6
 */
export const lossDecisionOwed = (course: Course): boolean => {
  const latest = course.prescriptions.at(-1);
  return latest?.lostAt !== undefined && !latest.lossDecidedAt && !latest.voidedAt;
};

/** Approved, with a dosing ahead but no dose on hand or in transit: the prescriber must act next. */
export const dispenseOwed = (course: Course): boolean =>
  course.approval !== undefined &&
  (!seriesDone(course) || (inMaintenance(course) && scheduledSession(course, 'dosing') !== undefined)) &&
  !doseReviewOwed(course) &&
  !nextDoseAvailable(course) &&
  !pendingPrescription(course) &&
  !lossDecisionOwed(course);

/** The next prescription must be issued. An expired one has its own task to renew it. */
export const prescriptionOwed = (course: Course): boolean =>
  dispenseOwed(course) && !course.prescriptions.at(-1)?.expiredAt;

/** Who has not acknowledged the changed order by `at`; nobody if the order was never changed. */
export function orderUnacknowledgedBy({ order }: Course, at: Instant): ('client' | 'therapist')[] {
  if (!order) return [];
  return (['client', 'therapist'] as const).filter((who) => (order[who] ?? '9') > at);
}
