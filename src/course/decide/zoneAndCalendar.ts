/** The client’s time zone and the practice’s closed days, which set everything due by civil time. course.md §5 */
import { isCityZone, zoneInstead } from '../../time/zones';
import { reason } from '../../vocabulary/reasons';
import { accept, refuse, reported, unless, type Decider } from './decider';

export const clientMoved: Decider<'clientMoved'> = {
  decide: (course, signal, at) => {
    const { zone } = signal;
    const reasons = isCityZone(zone)
      ? unless(zone !== course.client.zone, reason('zone-same', { zone }))
      : [reason('zone-unknown', { zone, instead: zoneInstead(zone) })];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const practiceCalendarChanged: Decider<'practiceCalendarChanged'> = {
  decide: (course, signal, at) => {
    const days = (of: readonly string[]): string => [...new Set(of)].sort().join();
    const same = days(signal.closedDays) === days(course.practice.closedDays);
    return same ? refuse(reason('calendar-same')) : accept(reported(signal, at));
  },
};
