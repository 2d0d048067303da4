/** The result of a rehearsal; the same shape for the simulation and the real server. */
import type { LedgerEntry } from '../course/ledgerEntry';
import type { Recipient, Recorded } from '../course/events';
import type { Instant } from '../time/instant';

export interface RehearsedSignal {
  at: Instant;
  signal: string;
  by: string;
  outcome: 'accepted' | 'refused';
  code?: string;
  reasons?: string[];
  /** Of an accepted booking: `code: session: sentence`. */
  warnings?: string[];
}

export interface RehearsedMessage {
  template: string;
  /** Kind of recipient; never a name or address. */
  recipient: Recipient;
  at: Instant;
  state: string;
  reason?: string;
}

export interface Rehearsal {
  scenario: string;
  protocol: string;
  start: Instant;
  end: Instant;
  signals: RehearsedSignal[];
  events: Recorded[];
  messages: RehearsedMessage[];
  ledger: {
    entries: (LedgerEntry & { at: Instant })[];
    chargesCents: number;
    balanceCents: number;
    currency: string;
  };
  breaches: { kind: string; cycle?: number; at: Instant }[];
  /** Where the outcome differs from what the scenario expects; empty when everything matches. */
  mismatches: string[];
  /** Whether the audit chain is intact; only for a rehearsal on the server. */
  audit?: { events: number; chain: 'whole' | 'broken' };
}
