/** What waits for a decision of the prescriber, besides tasks. course.md §4.1, §4.4, §6 */
import type { Instant } from '../../time/instant';
import { lastCycle } from '../selectors/cycles';
import { doseReviewOwed } from '../selectors/screening';
import type { Course, Hold } from '../state';

export const DECISION_KINDS = ['referral', 'doseReview', 'hold'] as const;

export interface Decision {
  kind: (typeof DECISION_KINDS)[number];
  since: Instant;
  /** Of a hold: which, why, and when it is to be reviewed. */
  hold?: Pick<Hold, 'ref' | 'reason' | 'reviewOn'>;
}

export function decisions(course: Course): Decision[] {
  const { referral, approval, holds } = course;
  const endedAt = doseReviewOwed(course) ? lastCycle(course)?.endedAt : undefined;
  return [
    ...(!approval && !referral?.answer && referral?.sentAt
      ? [{ kind: 'referral' as const, since: referral.sentAt }]
      : []),
    ...(endedAt ? [{ kind: 'doseReview' as const, since: endedAt }] : []),
    ...holds
      .filter(({ owner }) => owner === 'prescriber')
      .map(({ ref, reason, since, reviewOn }) => ({
        ...{ kind: 'hold' as const, since, hold: { ref, reason, reviewOn } },
      })),
  ];
}
