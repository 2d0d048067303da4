import { supplyUnderWay } from '../questions';
import { reason, type Reason } from '../reasons';
import type { Course } from '../state';
import { accept, record, refuse, reported, unless, type Decider } from './decider';

const noneUnderWay = reason('no-supply-under-way', 'No supply is on its way.', 'prescriber');

const underWay = (course: Course): Reason[] => unless(supplyUnderWay(course), noneUnderWay);

const asPrescribed = (course: Course, doses: number): Reason[] => {
  const prescribed = supplyUnderWay(course)?.doses ?? 0;
  return unless(
    doses <= prescribed,
    reason('more-than-prescribed', `The prescription is for ${prescribed}, not ${doses}.`, 'prescriber'),
  );
};

export const shipmentSent: Decider<'shipmentSent'> = {
  open: (course) => [
    ...underWay(course),
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
    const expired = unless(
      (supplyUnderWay(course)?.expires ?? at) >= at,
      reason('prescription-expired', 'The prescription has expired.', 'prescriber'),
    );
    return over.length + expired.length > 0 ? refuse(...over, ...expired) : accept(reported(signal, at));
  },
};

export const shipmentReceived: Decider<'shipmentReceived'> = {
  open: underWay,
  decide: (course, signal, at) => {
    const over = asPrescribed(course, signal.doses);
    return over.length > 0 ? refuse(...over) : accept(reported(signal, at));
  },
};

export const shipmentLost: Decider<'shipmentLost'> = { open: underWay, decide: record };
