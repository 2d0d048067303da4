import { safetyItemAnswered, scaleOf } from '../selectors/measures';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { SignalOf } from '../../catalog/signals';
import { accept, refuse, reported, unless, type Decider } from './decider';
import { incidentHold } from './holds';

const answerProblems = ({ instrument, items }: SignalOf<'measureSubmitted'>): Reason[] => {
  const { items: count, most, difficulty } = scaleOf(instrument);
  return [
    ...unless(
      items.length === count || (difficulty && items.length === count + 1),
      reason('items-wrong-count', { instrument, count, given: items.length }),
    ),
    ...unless(
      items.every((item) => item === null || item <= most),
      reason('item-out-of-range', { instrument, most }),
    ),
  ];
};

/** An answer that indicates self-harm puts the course on hold and pages clinicians at once. course.md §3, §6 */
export const measureSubmitted: Decider<'measureSubmitted'> = {
  decide: (course, signal, at) => {
    const reasons = answerProblems(signal);
    if (reasons.length > 0) return refuse(...reasons);
    const alarming = safetyItemAnswered(signal.instrument, signal.items);
    return accept(
      reported(signal, at),
      ...(alarming ? [incidentHold(course, 'safetyAnswer', 'therapist', at)] : []),
    );
  },
};
