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
}
