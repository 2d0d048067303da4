/** The state of a course. Versioned plain JSON: it survives continue-as-new. Only `evolve` changes it. */
import type { Protocol } from '../../catalog/protocol';
import type { ConsentKind, CoveredService, OUTCOMES, Reminders, Route } from '../../catalog/shapes';
import type { PracticeCalendar } from '../../time/calendar';
import type { Instant } from '../../time/instant';
import type { Cycle } from './cycles';
import type { Hold, LiftedHold, Override } from './holds';
import type { Approval, Measure, Order, Referral, Review } from './medical';
import type { Money, PackageHeld } from './money';
import type { PreparationOwed } from './preparation';
import type { SessionKind } from '../../vocabulary/sessionKinds';
import type { Coverage, Estimate, Instructions } from './paperwork';
import type { Answer, Mishap, Reopened, SignalRecord, Task, Written } from './records';
import type { Session, VitalsLimits } from './sessions';
import type { Prescription, Supply } from './supply';

export type { SessionKind } from '../../vocabulary/sessionKinds';
export type { Cycle } from './cycles';
export type { Hold, LiftedHold, Override } from './holds';
export type { Approval, Measure, Order, Referral, Review } from './medical';
export type { Charge, Debt, Line, Money, PackageHeld, Payment } from './money';
export type { Coverage, Estimate, Instructions } from './paperwork';
export type { StaffRole } from '../../vocabulary/roles';
export type { Answer, Ended, Mishap, Reopened, SignalRecord, Task, Written } from './records';
export type { Session, SupportPerson, Took, Vitals, VitalsLimits, Wish } from './sessions';
export type { Prescription, Supply } from './supply';

export type Outcome = (typeof OUTCOMES)[number];

/** How and when the course ended. */
export interface Closed {
  outcome: Outcome;
  at: Instant;
  recordsBy?: Instant;
  /** The number of holds placed before. */
  holdsPlaced?: number;
}

export interface Course extends PreparationOwed {
  version: 1;
  id: string;
  startedAt: Instant;
  /** Of a course that began before the practice kept it here: since when it is kept here. */
  takenOverAt?: Instant;
  protocol: Protocol;
  practice: PracticeCalendar;
  client: { zone: string };
  /** Number of steps committed so far. */
  revision: number;
  /** Number of events so far. */
  sequence: number;
  /** The latest instant at which a recorded event happened. */
  clock: Instant;
  /** For late reports: the instant of the event, and when it was reported. */
  reportedLate: Record<Instant, Instant>;
  /** The latest step of care that people completed. The silence clock starts here. */
  progressAt: Instant;

  consents: Partial<Record<ConsentKind, Instant>>;
  /** When a consent was last revoked: a missing consent is owed since then, not since the start. */
  consentRevokedAt?: Instant;
  /** When each was last revoked: a late report of an earlier signature does not restore it. */
  consentsRevoked?: Partial<Record<ConsentKind, Instant>>;
  coverage?: Partial<Record<CoveredService, Coverage>>;
  instructions?: Instructions;
  /** Where the client declares to be for sessions outside the clinic: ISO 3166-2. */
  place?: string;
  placeAt?: Instant;
  /** When the client last moved to another time zone: what was declared before no longer counts. */
  movedAt?: Instant;
  estimate?: Estimate;
  /** When other prices last made an estimate void: another one has been owed since then. */
  estimateVoidedAt?: Instant;

  sessions: Session[];
  cycles: Cycle[];
  dosingsPlanned: number;
  /** The number was set for this client: a new protocol version does not change it. */
  dosingsSet?: true;

  referral?: Referral;
  approval?: Approval;
  /** When a prescriber first examined the client in person. */
  examinedAt?: Instant;
  /** How many dosing sessions at the start may be house calls. */
  houseCallsApproved?: number;
  vitalsLimits?: VitalsLimits;
  /** When labs were last cleared. They are valid for a number of days that the protocol sets. */
  labsClearedAt?: Instant;
  /** When the client was trained to take vitals and the dose. */
  trainedAt?: Instant;
  /** The latest changed order; absent while the first order applies. */
  order?: Order;
  /** How the client takes the dose by the prescriber's order; absent if the protocol lists no routes. */
  route?: Route;
  /** The most dosing sessions of the series that the prescriber's order covers; absent if unlimited. */
  maxDosings?: number;
  doseConfirmedAt?: Instant;
  /** The latest medical evaluation. The quarter starts here. */
  evaluatedAt?: Instant;
  /** A booster window closed unused: a later dosing needs a medical review first. */
  medicalReviewOwed: boolean;
  measures: Measure[];
  review?: Review;

  prescriptions: Prescription[];
  supply: Supply;

  holds: Hold[];
  lifted?: LiftedHold[];
  holdsPlaced: number;
  /** When the latest pause ended; absent after the next dosing or medical evaluation. */
  resumedAt?: Instant;
  overrides: Override[];

  money: Money;
  /** What the client owed when the course was taken over, in cents; negative means a credit. */
  broughtForwardCents?: number;
  /** Fees agreed with this client instead of the protocol's, in cents. */
  agreedFees?: Partial<Record<SessionKind, number>>;
  packages: PackageHeld[];

  tasks: Record<string, Task>;
  /** Everything already dealt with, by obligation key: messages, breaches, notices, and tasks that people closed. */
  done: Record<string, Instant>;
  /** Tasks that people closed while their reason lasts. Once it is gone, it may come up anew, and so may the task. */
  ticked?: Record<string, Instant>;
  /** What did not leave the system, failed or in doubt, by key. */
  undelivered: Record<string, Mishap>;
  /** Those of them that are on their way again, by key. Staff are still asked about them. */
  resent?: Record<string, Instant>;
  /** Messages that people gave up, by key: what is on its way is stopped, and nobody is asked about it again. */
  givenUp?: Record<string, Instant>;
  /** Messages that a hold withheld, by key, and when each was due. */
  withheld?: Record<string, Instant>;
  /** Which of the reminders before a session the client wants; absent: all of them. */
  reminders?: Exclude<Reminders, 'all'>;
  /** What the client wrote and nobody has answered, the oldest first; and how often they wrote. */
  written?: Written[];
  timesWritten?: number;
  /** When the client last said something of their own accord: they are not silent. */
  heardAt?: Instant;
  answers: Record<string, Answer>;
  /** Every accepted signal, by id. */
  signalLog: Record<string, SignalRecord>;
  closed?: Closed;
  /** The latest closing that was undone. */
  reopened?: Reopened;
}

/** A change of a course. `undefined` removes a field. */
export type Patch = { [K in keyof Course]?: Course[K] | undefined };
