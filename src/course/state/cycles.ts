import type { Feeling } from '../../catalog/shapes';
import type { Instant } from '../../time/instant';

/** One dosing session and the integration that belongs to it. course.md §5 */
export interface Cycle {
  number: number;
  dosing: string;
  booster: boolean;
  startedAt: Instant;
  endedAt?: Instant;
  releasedAt?: Instant;
  integrations: number;
  integratedAt?: Instant;
  breachedAt?: Instant;
  overridden?: true;
  /** When the client last said how they are after it. */
  checkedInAt?: Instant;
  /** They are not well, or would like to talk, and nobody has called yet. */
  unwell?: Unwell;
}

export interface Unwell {
  at: Instant;
  feeling: Exclude<Feeling, 'well'>;
  words?: string;
}
