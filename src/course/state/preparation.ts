/** How much preparation a client needs. course.md §4.2 */
import type { Instant } from '../../time/instant';

export interface PreparationOwed {
  preparationMinimum: number;
  /** The therapist last asked for more preparation: when, and until how many sessions are completed. */
  morePreparation?: { at: Instant; until: number };
}
