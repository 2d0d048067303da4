/** Coverage, house calls, location and instructions. course.md §2, §4.7 */
import { isState } from '../../vocabulary/places';
import { mostCopayCents } from '../money/payer';
import { dollars } from '../money/prices';
import { reason } from '../../vocabulary/reasons';
import { accept, acceptAsReported, refuse, reported, sessionIn, unless, type Decider } from './decider';

export const coverageChecked: Decider<'coverageChecked'> = {
  decide: (course, signal, at) => {
    const { service, result, copayCents = 0 } = signal;
    const most = mostCopayCents(course, service);
    return result === 'notCovered' || copayCents <= most
      ? accept(reported(signal, at))
      : refuse(reason('copay-above-price', { most: dollars(most) }));
  },
};

export const houseCallsApproved: Decider<'houseCallsApproved'> = {
  open: ({ protocol }) => unless(protocol.dosing.houseCallsMax, reason('no-house-calls')),
  decide: (course, signal, at) => {
    const most = course.protocol.dosing.houseCallsMax;
    return signal.count <= most ? accept(reported(signal, at)) : refuse(reason('house-calls-used', { most }));
  },
};

export const locationDeclared: Decider<'locationDeclared'> = {
  decide: (course, signal, at) => {
    const { place, session } = signal;
    const found = session === undefined ? undefined : sessionIn(course, session, ['dosing'], ['scheduled']);
    const reasons = [
      ...unless(isState(place), reason('place-unknown', { place })),
      ...unless((course.movedAt ?? at) <= at, reason('location-outdated')),
      ...(found && 'reasons' in found ? found.reasons : []),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const instructionsIssued: Decider<'instructionsIssued'> = { decide: acceptAsReported };

export const instructionsAcknowledged: Decider<'instructionsAcknowledged'> = {
  open: ({ instructions }) => unless(instructions, reason('instructions-missing')),
  decide: ({ instructions }, signal, at) =>
    instructions?.ref === signal.instructions
      ? accept(reported(signal, at))
      : refuse(reason('instructions-outdated', { instructions: instructions?.ref ?? 'none' })),
};
