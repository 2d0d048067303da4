/** What clients write to the practice, and how they are. */
import { reason } from '../../vocabulary/reasons';
import { accept, acceptAsReported, refuse, reported, unless, type Decider } from './decider';

/** More than anybody answers one by one. Our own assumption. */
const MOST_UNANSWERED = 20;

export const clientWrote: Decider<'clientWrote'> = {
  open: ({ written = [] }) =>
    unless(written.length < MOST_UNANSWERED, reason('messages-unanswered', { count: written.length })),
  decide: acceptAsReported,
};

/** Taken as often as it comes, and however late: what is not well must not get lost. */
export const checkInAnswered: Decider<'checkInAnswered'> = {
  open: ({ cycles }) =>
    unless(
      cycles.some(({ endedAt }) => endedAt),
      reason('nothing-to-check-in-on'),
    ),
  decide: (course, signal, at) => {
    const ended = course.cycles.some(({ dosing, endedAt }) => dosing === signal.session && endedAt);
    return ended ? accept(reported(signal, at)) : refuse(reason('nothing-to-check-in-on'));
  },
};
