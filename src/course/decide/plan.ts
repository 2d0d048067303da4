/** Changes during a course: the number of dosing sessions, who looks after it, and the version of the protocol. */
import { dosingInProgress } from '../selectors/sessions';
import { givenAtClinic, usableDoses, pendingPrescription } from '../selectors/supply';
import { seriesDone } from '../selectors/cycles';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { accept, acceptAsReported, refuse, reported, unless, type Decider } from './decider';
import { fewerThanDone, moreThanOrdered } from './dosingLimit';

/** Each client has their own number of dosing sessions, within the prescriber’s order. */
export const planChanged: Decider<'planChanged'> = {
  open: (course) => unless(!seriesDone(course), reason('series-complete')),
  decide: (course, signal, at) => {
    const { dosings, by } = signal;
    const reasons = [
      ...unless(dosings !== course.dosingsPlanned, reason('plan-same', { dosings })),
      ...(by.role === 'prescriber' ? [] : moreThanOrdered(course, dosings)),
      ...fewerThanDone(course, dosings),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

/** That the staff exist is checked where they are known: by the API. */
export const careTeamChanged: Decider<'careTeamChanged'> = { decide: acceptAsReported };

const supplyAtHand = (course: Course): Reason[] =>
  unless(usableDoses(course) === 0 && !pendingPrescription(course), reason('supply-at-hand'));

/** A course moves to another version of its protocol only when the lead decides so. */
export const protocolChanged: Decider<'protocolChanged'> = {
  open: (course) => unless(!dosingInProgress(course), reason('dosing-under-way')),
  decide: (course, signal, at) => {
    const { protocol: now } = course;
    const { protocol: next } = signal;
    const reasons = [
      ...unless(next.id === now.id, reason('other-protocol', { protocol: now.id })),
      ...unless(
        next.id !== now.id || next.version !== now.version,
        reason('protocol-same', { version: now.version }),
      ),
      ...(givenAtClinic(course) === givenAtClinic({ ...course, protocol: next }) ? [] : supplyAtHand(course)),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};
