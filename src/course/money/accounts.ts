/** How a course stands with money: what is expected, signed, earned, and would be paid back. course.md §7 */
import { estimateDriftCents, expectedCosts, isMaterialDrift, type ExpectedCosts } from './expected';
import { refundDueCents } from './ledger';
import { packageLiability } from './packages';
import { refund, type Refund } from './refund';
import type { Course } from '../state';

export interface Accounts {
  /** The estimate as issued; signed once it has `acknowledgedAt`. */
  estimate?: NonNullable<Course['estimate']>;
  expected: ExpectedCosts;
  /** How much more is expected than was signed (negative: less). */
  driftCents?: number;
  /** The drift is so large that the estimate is to be issued anew. */
  reissue: boolean;
  /** Packages sold and not earned yet. */
  liabilityCents: number;
  refund: Refund;
  /** What is to be paid back now. */
  refundDueCents: number;
}

export function accounts(course: Course): Accounts {
  const { estimate, packages } = course;
  const whole = expectedCosts(course);
  const drift = estimateDriftCents(course, whole);
  return {
    ...(estimate && { estimate }),
    expected: whole,
    ...(drift !== undefined && { driftCents: drift }),
    reissue: isMaterialDrift(course, drift),
    liabilityCents: packages.reduce((sum, held) => sum + packageLiability(held), 0),
    refund: refund(course),
    refundDueCents: refundDueCents(course),
  };
}
