/** The finances of a course: expected costs, the signed estimate, earnings and refunds. course.md §7 */
import { refundDueCents } from './credit';
import { estimateDriftCents, expectedCosts, isMaterialDrift, type ExpectedCosts } from './expected';
import { packageLiability } from './packages';
import { refund, type Refund } from './refund';
import type { Course } from '../state';

export interface Accounts {
  /** The estimate as issued. The client has signed it if it has `acknowledgedAt`. */
  estimate?: NonNullable<Course['estimate']>;
  expected: ExpectedCosts;
  /** How much the expected cost exceeds the signed estimate; negative if it is below. */
  driftCents?: number;
  /** The drift is large enough to require a new estimate. */
  reissue: boolean;
  /** A difference of so much requires a new estimate. */
  reissueCents: number;
  /** Packages sold and not earned yet. */
  liabilityCents: number;
  refund: Refund;
  /** The refund due now. */
  refundDueCents: number;
}

export function accounts(course: Course): Accounts {
  const { estimate, packages, protocol } = course;
  const whole = expectedCosts(course);
  const drift = estimateDriftCents(course, whole);
  return {
    ...(estimate && { estimate }),
    expected: whole,
    ...(drift !== undefined && { driftCents: drift }),
    reissue: isMaterialDrift(course, drift),
    reissueCents: protocol.estimate.reissueCents,
    liabilityCents: packages.reduce((sum, held) => sum + packageLiability(held), 0),
    refund: refund(course),
    refundDueCents: refundDueCents(course),
  };
}
