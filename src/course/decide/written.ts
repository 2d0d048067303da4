/** What clients write to the practice. */
import { reason } from '../../vocabulary/reasons';
import { acceptAsReported, unless, type Decider } from './decider';

/** More than anybody answers one by one. Our own assumption. */
const MOST_UNANSWERED = 20;

export const clientWrote: Decider<'clientWrote'> = {
  open: ({ written = [] }) =>
    unless(written.length < MOST_UNANSWERED, reason('messages-unanswered', { count: written.length })),
  decide: acceptAsReported,
};
