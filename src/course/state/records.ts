/** Open tasks, what could not be delivered, and the signals accepted so far. */
import type { SignalName } from '../../catalog/signals';
import type { Instant } from '../../time/instant';
import type { TaskKind } from '../../vocabulary/tasks';
import type { LedgerEntry } from '../ledgerEntry';
import type { Hold, Override } from './holds';
import type { Measure, Review } from './medical';
import type { PreparationOwed } from './preparation';
import type { StaffRole } from '../../vocabulary/roles';
import type { SupportPerson, Vitals } from './sessions';
import type { Prescription, Supply } from './supply';

/** Work for a role, open until the reason for it is gone. */
export interface Task {
  key: string;
  kind: TaskKind;
  role: StaffRole;
  session?: string;
  openedAt: Instant;
  dueBy?: Instant;
}

/** What the client wrote, until somebody has answered. */
export interface Written {
  /** Within the course. The first is 1. */
  number: number;
  at: Instant;
  about: 'appointments' | 'care';
  words: string;
}

/** Why a message, an invoice or a referral did not leave the system. Each has its task. */
export type Mishap = 'failed' | 'unknown' | 'invoiceFailed' | 'referralFailed';

/** The answer to a signal id. An accepted signal that is repeated gets the same answer. */
export type Answer =
  | { accepted: true }
  /** `at`: when it was refused last. A refusal changes nothing, so the same id is judged again when it is sent again. */
  | { accepted: false; code: string; at?: Instant };

/** An accepted signal, and what is needed to correct it. */
export interface SignalRecord {
  name: SignalName;
  /** The number of its event. */
  seq: number;
  corrected?: true;
  session?: string;
  /** Whether vitals were taken before, during or after the session. */
  when?: 'before' | 'during' | 'after';
  /** They took the place of no other: the client measured them, and staff were there. */
  logOnly?: true;
  at?: Instant;
  /** The ledger entries it made. */
  entries?: LedgerEntry[];
  /** Supply and prescription as they were before it. */
  supply?: Supply;
  prescription?: Prescription;
  /** The supply that arrived or was lost. */
  shipped?: string;
  measure?: Pick<Measure, 'instrument' | 'at'>;
  supportPerson?: SupportPerson;
  /** The preparation that was owed before more was asked for. */
  preparation?: PreparationOwed;
  /** It put the course on hold. */
  held?: true;
  /** It was also an order of the prescriber. */
  ordered?: true;
  /** The sessions it called off, or that fell away with a missed one. */
  calledOff?: string[];
  /** What the start of a dosing session used up: the overrides, and the end of the latest pause. */
  overrides?: Override[];
  resumedAt?: Instant;
  /** The vital signs after the session, before a release that brought others. */
  vitalsAfter?: Vitals;
  /** The review before a review that ended the course. */
  review?: Review;
  /** It ended the course. */
  ended?: Ended;
}

/** What the end of a course changed. */
export interface Ended {
  /** When it was reported. */
  at: Instant;
  /** Number of ledger entries before. */
  entries: number;
  /** The holds and pauses that ended with it, and the end of the pause before. */
  holds?: Hold[];
  resumedAt?: Instant;
}

/** A closing that was undone. */
export interface Reopened {
  at: Instant;
  /** The client may have been told of the end, or somebody may have got the time of a session. */
  toldOrFreed: boolean;
  /** Sessions whose time has passed or is taken. */
  lost: string[];
}
