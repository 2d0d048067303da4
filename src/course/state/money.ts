/** Charges, packages and the running sums of the ledger. Integer cents. course.md §7 */
import type { Instant } from '../../time/instant';

/** A charge on the ledger, and how much of it has been waived. */
export interface Charge {
  entry: string;
  code: string;
  cents: number;
  /** Waived, or credited because a package includes it. */
  waivedCents: number;
  session?: string;
}

/** A payment on the ledger, and how much of it the client's bank has taken back. */
export interface Payment {
  entry: string;
  cents: number;
  chargedBackCents: number;
}

/** A package sold to the client. */
export interface PackageHeld {
  /** The ledger entry that sold it. */
  ref: string;
  code: string;
  cents: number;
  infusions: number;
  /** The price of the consult it includes; 0 if it includes none. */
  consultCents: number;
  /** The consult and the infusions given under it, by session. */
  consult?: string;
  given: string[];
  earnedCents: number;
  /** Credited to the client once nothing more of it will be given. */
  unearnedCents?: number;
  /** What settled it when nothing more was to be given, with the number of ledger entries before each. */
  settled?: { entry: string; kind: 'credit' | 'earned'; code: string; cents: number; after: number }[];
}

/** An entry that counts in the balance: it was not reversed, and reverses none. */
export interface Line {
  entry: string;
  at: Instant;
  cents: number;
  /** It is the price of a package. */
  package?: true;
}

/** What the client has been billed and has not paid: a line, or what is left of it. */
export type Debt = Line;

export interface Money {
  /** Number of entries so far. The next entry is numbered after it. */
  entries: number;
  charges: Charge[];
  chargedCents: number;
  waivedCents: number;
  paidCents: number;
  payments: Payment[];
  refundedCents: number;
  /** Payments that the client's bank took back. */
  chargedBackCents?: number;
  /** What makes up the balance, the oldest first. */
  lines: Line[];
  /** The number of the last entry that was to the client's credit. */
  creditedBy?: number;
  /** When an entry was last taken back. */
  reversedAt?: Instant;
  /** Packages sold, and how much of them is earned. */
  packageCents: number;
  earnedCents: number;
  /** Credited: what a package includes, and what was not used of it. */
  creditedCents: number;
}
