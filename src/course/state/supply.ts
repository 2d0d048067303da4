/** Prescriptions and doses. course.md §1, §6 */
import type { Instant } from '../../time/instant';

export interface Prescription {
  doses: number;
  issuedAt: Instant;
  expires: Instant;
  sentAt?: Instant;
  receivedAt?: Instant;
  lostAt?: Instant;
  /** When the prescriber approved again after the loss. */
  lossDecidedAt?: Instant;
  /** When it expired without being filled. */
  expiredAt?: Instant;
  /** When a changed order voided it before it arrived. */
  voidedAt?: Instant;
}

/** Doses. Each count is a total since the course started. Quarantined doses are on hand but must not be used. */
export interface Supply {
  dispensed: number;
  used: number;
  lost: number;
  destroyed: number;
  quarantined: number;
  /** When doses were last quarantined. */
  quarantinedAt?: Instant;
}
