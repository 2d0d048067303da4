/** What a course knows. Versioned plain JSON: it crosses continue-as-new. Changed only by `evolve`. */
import type { LedgerEntry } from './ledgerEntry';
import type { Protocol } from '../catalog/protocol';
import type {
  ConsentKind,
  COVERAGE_RESULTS,
  CoveredService,
  Instrument,
  OUTCOMES,
  SESSION_KINDS,
  Setting,
} from '../catalog/shapes';
import type { SignalName } from '../catalog/signals';
import type { PracticeCalendar } from '../time/calendar';
import type { Instant } from '../time/instant';
import type { TaskKind } from '../vocabulary/tasks';

export type SessionKind = (typeof SESSION_KINDS)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type StaffRole = 'therapist' | 'prescriber' | 'frontDesk' | 'biller' | 'lead';

export interface Session {
  /** Kind and number within the course: `dosing-4`. */
  ref: string;
  kind: SessionKind;
  start: Instant;
  minutes: number;
  setting: Setting;
  /** Grows with each reschedule: reminders of an earlier revision are void. */
  revision: number;
  bookedAt: Instant;
  cancelledAt?: Instant;
  /** Where the client will be, when not where they usually are. */
  place?: string;
  /** Cancelled for good, with the dosing sessions or the course: no other time is looked for. */
  calledOff?: boolean;
  /** When the client did not come. */
  missedAt?: Instant;
  status: 'scheduled' | 'inSession' | 'recovering' | 'completed' | 'cancelled' | 'noShow';
  /** The cycle a dosing or integration session belongs to; 1 is the first. */
  cycle?: number;
  booster?: true;
  supportPerson?: 'confirmed' | 'unavailable';
  supportPersonAt?: Instant;
  /** Since when the support person is known not to come. */
  absentSince?: Instant;
  rideHome?: 'confirmed';
  readyAt?: Instant;
  /** When it really began and ended, where somebody said so; a dosing session's is its cycle's. */
  took?: Took;
  vitalsBefore?: Vitals;
  vitalsBeforeAt?: Instant;
  vitalsAfter?: Vitals;
  /** The fee for the way to a house call, as quoted. */
  travel?: { cents: number; acceptedAt?: Instant };
}

/** What is known of the support person of a session as booked. */
export type SupportPerson = Pick<Session, 'supportPerson' | 'supportPersonAt' | 'absentSince'>;

export interface Took {
  from: Instant;
  to: Instant;
}

export interface Vitals {
  systolic: number;
  diastolic: number;
  pulse: number;
}

export interface VitalsLimits {
  systolicMax: number;
  diastolicMax: number;
  pulseMax: number;
}

/** One dosing session with the integration that belongs to it. */
export interface Cycle {
  number: number;
  dosing: string;
  booster: boolean;
  startedAt: Instant;
  endedAt?: Instant;
  releasedAt?: Instant;
  integrations: number;
  integratedAt?: Instant;
  breachedAt?: Instant;
  overridden?: true;
}

export interface Approval {
  decidedAt: Instant;
  /** Since when there has been one without a gap: it may have been renewed. */
  since: Instant;
  validUntil: Instant;
}

export interface Hold {
  ref: string;
  reason: 'adverseEvent' | 'contraindication' | 'crisis' | 'staff' | 'pause';
  note: string;
  owner: StaffRole;
  since: Instant;
  reviewOn: Instant;
}

/** A hold that is over: what is told late is held against it too. */
export interface LiftedHold {
  ref: string;
  since: Instant;
  until: Instant;
}

/** A questionnaire answered: its total only. */
export interface Measure {
  instrument: Instrument;
  total: number;
  at: Instant;
}

export interface Review {
  decision: 'moreDosing' | 'moreTherapy' | 'maintenance' | 'end';
  at: Instant;
  /** With moreTherapy: when it is reviewed again. */
  reviewOn?: Instant;
  /** What lay before the therapist: the latest of each instrument. */
  measures: Measure[];
}

export interface Prescription {
  doses: number;
  issuedAt: Instant;
  expires: Instant;
  sentAt?: Instant;
  receivedAt?: Instant;
  lostAt?: Instant;
  /** After the loss the prescriber approved anew. */
  lossDecidedAt?: Instant;
  /** Passed its end before it was filled. */
  expiredAt?: Instant;
  /** A changed order came while it was on its way. */
  voidedAt?: Instant;
}

/** Doses, each count since the course began. What is quarantined is there and must not be used. */
export interface Supply {
  dispensed: number;
  used: number;
  lost: number;
  destroyed: number;
  quarantined: number;
  /** When doses were last set aside. */
  quarantinedAt?: Instant;
}

/** What the client's insurance says of a service; integer cents. */
export interface Coverage {
  result: (typeof COVERAGE_RESULTS)[number];
  copayCents?: number;
  at: Instant;
}

/** A changed order, and who has acknowledged it. */
export interface Order {
  ref: string;
  at: Instant;
  /** Prescriptions issued before it: they are of the old order. */
  earlier: number;
  client?: Instant;
  therapist?: Instant;
}

/** Work for a named role, open until its reason is gone. */
export interface Task {
  key: string;
  kind: TaskKind;
  role: StaffRole;
  session?: string;
  openedAt: Instant;
  /** When it should be done. */
  dueBy?: Instant;
}

/** A charge on the ledger and what has been waived of it. Integer cents. */
export interface Charge {
  entry: string;
  code: string;
  cents: number;
  /** Waived, or credited because a package includes it. */
  waivedCents: number;
  session?: string;
}

/** A package sold to the client. Integer cents. */
export interface PackageHeld {
  /** The ledger entry that sold it. */
  ref: string;
  code: string;
  cents: number;
  infusions: number;
  /** The price of the consult it includes; 0 when it includes none. */
  consultCents: number;
  /** The consult and the infusions given under it, by session. */
  consult?: string;
  given: string[];
  earnedCents: number;
  /** Credited to the client when nothing more of it will be given. */
  unearnedCents?: number;
}

export interface Money {
  /** Entries made so far; the next one is numbered after it. */
  entries: number;
  charges: Charge[];
  chargedCents: number;
  waivedCents: number;
  paidCents: number;
  refundedCents: number;
  /** Packages sold, and what of them is earned. */
  packageCents: number;
  earnedCents: number;
  /** Taken back: what a package includes, and what was not used of it. */
  creditedCents: number;
}

/** What went wrong with something that was to leave the system; each has its task. */
export type Mishap = 'failed' | 'unknown' | 'invoiceFailed' | 'referralFailed';

/** How the course first answered a signal id; a repeat gets the same answer. */
export type Answer = { accepted: true } | { accepted: false; code: string };

/** An accepted signal, and what is needed to take it back. */
export interface SignalRecord {
  name: SignalName;
  /** The number of its event. */
  seq: number;
  corrected?: true;
  session?: string;
  /** Vitals before or after a session. */
  when?: 'before' | 'after';
  at?: Instant;
  /** What it put on the ledger. */
  entries?: LedgerEntry[];
  /** As they were before it. */
  supply?: Supply;
  prescription?: Prescription;
  /** The supply that arrived. */
  arrived?: string;
  measure?: Pick<Measure, 'instrument' | 'at'>;
  supportPerson?: SupportPerson;
  /** It put the course on hold. */
  held?: true;
  /** It was the prescriber's order too. */
  ordered?: true;
}

export interface Course {
  version: 1;
  id: string;
  startedAt: Instant;
  protocol: Protocol;
  practice: PracticeCalendar;
  client: { zone: string };
  /** Steps committed so far. */
  revision: number;
  /** Events so far. */
  sequence: number;
  /** The latest instant anything recorded happened. */
  clock: Instant;
  /** When what was told late was told, by the instant at which it happened. */
  reportedLate: Record<Instant, Instant>;
  /** Latest completed step by people; the silence clock runs from here. */
  progressAt: Instant;
  consents: Partial<Record<ConsentKind, Instant>>;
  /** When one was last taken back: what is missing since then is not owed from the start. */
  consentRevokedAt?: Instant;
  /** When each was last taken back: a signature from before that, told late, does not stand. */
  consentsRevoked?: Partial<Record<ConsentKind, Instant>>;
  coverage?: Partial<Record<CoveredService, Coverage>>;
  /** The latest diet and medication instructions; the text itself is kept elsewhere. */
  instructions?: { ref: string; issuedAt: Instant; acknowledgedAt?: Instant };
  /** Where the client says to be for sessions outside the clinic: ISO 3166-2. */
  place?: string;
  /** When a prescriber first examined the client in person. */
  examinedAt?: Instant;
  /** How many dosing sessions at the start may be house calls. */
  houseCallsApproved?: number;
  estimate?: {
    ref: string;
    /** The upper end where it is a range. */
    totalCents: number;
    fromCents?: number;
    issuedAt: Instant;
    acknowledgedAt?: Instant;
  };
  sessions: Session[];
  preparationMinimum: number;
  referral?: {
    requestedAt: Instant;
    sentAt?: Instant;
    answer?: 'needsInformation' | 'morePreparation' | 'declined';
    answeredAt?: Instant;
    /** With morePreparation: sent again once this many preparation sessions are done. */
    resubmitAfter?: number;
  };
  approval?: Approval;
  vitalsLimits?: VitalsLimits;
  /** The latest clearing of labs; it holds for the protocol's number of days. */
  labsClearedAt?: Instant;
  /** Vitals and self-administration taught. */
  trainedAt?: Instant;
  prescriptions: Prescription[];
  supply: Supply;
  /** The latest changed order; absent while the first one stands. */
  order?: Order;
  cycles: Cycle[];
  dosingsPlanned: number;
  /** The number was set for this client: a new version of the protocol leaves it. */
  dosingsSet?: true;
  /** The most dosing sessions of the series the prescriber's order covers; absent: no limit was given. */
  maxDosings?: number;
  doseConfirmedAt?: Instant;
  /** The latest medical evaluation; the quarter runs from here. */
  evaluatedAt?: Instant;
  review?: Review;
  measures: Measure[];
  /** A booster window passed unused: a medical review comes before a later dosing. */
  medicalReviewOwed: boolean;
  holds: Hold[];
  lifted?: LiftedHold[];
  holdsPlaced: number;
  /** When the latest pause ended, until the next dosing or medical evaluation. */
  resumedAt?: Instant;
  /** Gates overridden, until the next dosing session starts; `about`: only for that session or reading. */
  overrides: { gate: string; at: Instant; about?: string }[];
  money: Money;
  packages: PackageHeld[];
  tasks: Record<string, Task>;
  /** Messages, breaches and notices that have come due, by obligation key. */
  done: Record<string, Instant>;
  /** What did not leave the system: failed or in doubt. By key. */
  undelivered: Record<string, Mishap>;
  /** The client has ended e-mails; staff call instead. */
  optedOutAt?: Instant;
  answers: Record<string, Answer>;
  /** Every accepted signal, by id. */
  signalLog: Record<string, SignalRecord>;
  closed?: { outcome: Outcome; at: Instant; recordsBy?: Instant };
}

/** What changes of a course; `undefined` takes a field away. */
export type Patch = { [K in keyof Course]?: Course[K] | undefined };
