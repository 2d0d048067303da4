export const LEDGER_KINDS = [
  'charge',
  'waiver',
  'payment',
  'refund',
  'chargeback',
  'fee',
  'package',
  'earned',
  'credit',
] as const;

/**
 * An entry on the append-only ledger. Integer cents; charges positive, credits negative. `earned` moves
 * what was paid for a package from liability to earned, and does not change what the client owes.
 */
export interface LedgerEntry {
  entry: string;
  kind: (typeof LEDGER_KINDS)[number];
  code: string;
  cents: number;
  session?: string;
  /** The package it is about, by the entry that sold it. */
  package?: string;
  /** The entry it reverses, if something was reported by mistake. */
  reverses?: string;
}
