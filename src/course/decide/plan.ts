/** Changes of the plan under way: the number of dosing sessions, and the version of the protocol. */
import {
  dosingUnderWay,
  givenAtClinic,
  dosesInSupply,
  seriesDone,
  supplyUnderWay,
} from '../selectors/selectors';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';
import { belowWhatIsDone, beyondTheOrder } from './dosingLimit';

/** The number of dosing sessions is the client's own, within the prescriber's order. */
export const planChanged: Decider<'planChanged'> = {
  open: (course) =>
    unless(
      !seriesDone(course),
      reason(
        'series-complete',
        'The planned dosing sessions are done; the course review decides how to go on.',
        'therapist',
      ),
    ),
  decide: (course, signal, at) => {
    const { dosings, by } = signal;
    const reasons = [
      ...unless(
        dosings !== course.dosingsPlanned,
        reason('plan-same', `${dosings} dosing sessions are planned already.`, 'therapist'),
      ),
      ...(by.role === 'prescriber' ? [] : beyondTheOrder(course, dosings)),
      ...belowWhatIsDone(course, dosings),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

const supplyAtHand = (course: Course): Reason[] =>
  unless(
    dosesInSupply(course) === 0 && !supplyUnderWay(course),
    reason(
      'supply-at-hand',
      'That version gives doses another way, and doses of this one are in supply or on their way.',
      'prescriber',
    ),
  );

/** A course moves between versions of its own protocol only when the lead says so. */
export const protocolChanged: Decider<'protocolChanged'> = {
  open: (course) =>
    unless(
      !dosingUnderWay(course),
      reason('dosing-under-way', 'A dosing session is under way; it must end first.', 'therapist'),
    ),
  decide: (course, signal, at) => {
    const { protocol: now } = course;
    const { protocol: next } = signal;
    const reasons = [
      ...unless(
        next.id === now.id,
        reason(
          'other-protocol',
          `The course runs by ${now.id}; only another version of it can follow.`,
          'lead',
        ),
      ),
      ...unless(
        next.id !== now.id || next.version !== now.version,
        reason('protocol-same', `The course runs by version ${now.version} already.`, 'lead'),
      ),
      ...(givenAtClinic(course) === givenAtClinic({ ...course, protocol: next }) ? [] : supplyAtHand(course)),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};
