/** A changed order, and its acknowledgment by client and therapist. course.md §3, §6 */
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';
import { routeListed, routeNamed } from './route';

const approved = ({ approval }: Course): Reason[] => unless(approval, reason('approval-missing:decision'));

export const doseChanged: Decider<'doseChanged'> = {
  open: approved,
  decide: (course, signal, at) => {
    const { order, route } = signal;
    const reasons = [
      ...unless(course.order?.ref !== order, reason('order-known', { order })),
      ...routeListed(course, route),
      ...routeNamed(course, route),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const doseChangeAcknowledged: Decider<'doseChangeAcknowledged'> = {
  open: ({ order }) => unless(order, reason('order-unchanged')),
  decide: ({ order }, { order: ref, by, note }, at) =>
    order?.ref === ref
      ? accept({
          type: 'doseChangeAcknowledged',
          at,
          order: ref,
          who: by.role === 'client' ? 'client' : 'therapist',
          ...(note !== undefined && { note }),
        })
      : refuse(reason('order-outdated', { order: order?.ref ?? 'none' })),
};
