import type { Instant } from '../instant';
import { dosesOut, strayed, supplyUnderWay } from '../questions';
import { reason, type Reason } from '../reasons';
import type { Course, Prescription } from '../state';
import { accept, record, refuse, reported, unless, type Decider } from './decider';

/** The supply on its way at `at`; one that has expired since was still on its way then. */
function onItsWay(course: Course, at: Instant): Prescription | undefined {
  const latest = course.prescriptions.at(-1);
  const only = latest && !latest.receivedAt && !latest.lostAt && !latest.voidedAt;
  return only && (latest.sentAt ?? at) <= latest.expires ? latest : undefined;
}

const none = (course: Course): Reason =>
  course.prescriptions.at(-1)?.expiredAt
    ? reason('prescription-expired', 'The prescription has expired.', 'prescriber')
    : reason('no-supply-under-way', 'No supply is on its way.', 'prescriber');

const underWay = (course: Course, at: Instant): Reason[] => unless(onItsWay(course, at), none(course));

const asPrescribed = (course: Course, doses: number): Reason[] => {
  const prescribed = course.prescriptions.at(-1)?.doses ?? doses;
  return unless(
    doses <= prescribed,
    reason('more-than-prescribed', `The prescription is for ${prescribed}, not ${doses}.`, 'prescriber'),
  );
};

export const shipmentSent: Decider<'shipmentSent'> = {
  open: (course, at) => [
    ...underWay(course, at),
    ...unless(
      course.protocol.supply.kind === 'shipped',
      reason('not-shipped', 'Supplies are picked up, not shipped.', 'client', 'frontDesk'),
    ),
    ...unless(
      !supplyUnderWay(course)?.sentAt,
      reason('already-shipped', 'This supply is shipped already.', 'prescriber'),
    ),
  ],
  decide: (course, signal, at) => {
    const over = asPrescribed(course, signal.doses);
    return over.length > 0 ? refuse(...over) : accept(reported(signal, at));
  },
};

/** What turns up after it was given up is recorded too; it is set aside. */
export const shipmentReceived: Decider<'shipmentReceived'> = {
  open: (course, at) => (strayed(course) ? [] : underWay(course, at)),
  decide: (course, signal, at) => {
    const over = asPrescribed(course, signal.doses);
    return over.length > 0 ? refuse(...over) : accept(reported(signal, at));
  },
};

export const shipmentLost: Decider<'shipmentLost'> = { open: underWay, decide: record };

/** Every dose that is out is accounted for: still there, lost, or destroyed. §1 */
export const dosesReconciled: Decider<'dosesReconciled'> = {
  open: (course) =>
    unless(
      dosesOut(course),
      reason('no-doses-out', 'By the records nothing is left to count.', 'frontDesk', 'prescriber'),
    ),
  decide: (course, signal, at) => {
    const told = signal.left + signal.lost + signal.destroyed;
    const out = dosesOut(course);
    return told === out
      ? accept(reported(signal, at))
      : refuse(
          reason(
            'doses-do-not-add-up',
            `The records have ${out}; left, lost and destroyed make ${told}. Count again, or report what arrived or was used.`,
            'frontDesk',
            'prescriber',
          ),
        );
  },
};
