/** What is asked, not forbidden, before a report is sent: an amount far from what it is expected to be. */
import type { SignalName } from '../../../catalog/signals';
import type { Answer } from '../../client/api';
import { dollars } from '../../kit/words';
import { farOff, type Computed } from './estimateAmounts';
import type { Values } from './schema';

export interface Doubt {
  words: string;
  /** What the button says that sends it all the same. */
  yes: string;
}

interface Known {
  computed: Computed | undefined;
  course: Pick<Answer<'get', '/api/v1/courses/{id}'>, 'balanceCents'>;
}

/** Undefined: nothing to ask. */
export function doubtAbout(signal: SignalName, values: Values, known: Known): Doubt | undefined {
  const far = farOff(known.computed, values);
  if (far)
    return {
      words: `You entered ${far.entered}. By the plan and the prices, the course costs ${far.expected}. A difference this large calls for a new estimate.`,
      yes: `Issue ${far.entered}`,
    };
  const { cents } = values;
  if (signal !== 'paymentPosted' || typeof cents !== 'number') return undefined;
  const owed = Math.max(0, known.course.balanceCents);
  if (cents <= owed) return undefined;
  return {
    words: `You entered ${dollars(cents)}. The client owes ${owed === 0 ? 'nothing' : dollars(owed)}. The other ${dollars(cents - owed)} would be a credit.`,
    yes: `Record ${dollars(cents)}`,
  };
}
