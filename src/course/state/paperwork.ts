/** Estimates, instructions and insurance coverage. course.md §2, §7 */
import type { COVERAGE_RESULTS } from '../../catalog/shapes';
import type { Instant } from '../../time/instant';

export interface Estimate {
  ref: string;
  /** The upper amount where it is a range. */
  totalCents: number;
  fromCents?: number;
  issuedAt: Instant;
  acknowledgedAt?: Instant;
}

/** The latest diet and medication instructions. The text itself is stored elsewhere. */
export interface Instructions {
  ref: string;
  issuedAt: Instant;
  acknowledgedAt?: Instant;
}

/** Whether the client's insurance covers a service. Integer cents. */
export interface Coverage {
  result: (typeof COVERAGE_RESULTS)[number];
  copayCents?: number;
  at: Instant;
}
