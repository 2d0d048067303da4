/** The referral, the approval, the prescriber's order, questionnaires and the review. course.md §4.1, §6 */
import type { Instrument } from '../../catalog/shapes';
import type { Instant } from '../../time/instant';

export interface Referral {
  requestedAt: Instant;
  sentAt?: Instant;
  answer?: 'needsInformation' | 'morePreparation' | 'declined';
  answeredAt?: Instant;
  /** With morePreparation: it is sent again once this many preparation sessions are completed. */
  resubmitAfter?: number;
}

export interface Approval {
  decidedAt: Instant;
  /** Since when there has been an approval without a gap. It may have been renewed. */
  since: Instant;
  validUntil: Instant;
}

/** A changed order, and who has acknowledged it. */
export interface Order {
  ref: string;
  at: Instant;
  /** How many prescriptions were issued before it. They belong to the old order. */
  earlier: number;
  client?: Instant;
  therapist?: Instant;
}

/** An answered questionnaire: of its items only what counts is kept. */
export interface Measure {
  instrument: Instrument;
  /** Absent if too many items were left blank. */
  total?: number;
  /** How many items were left blank, if any. */
  blanks?: number;
  /** The item about self-harm was left blank. */
  safetyBlank?: boolean;
  /** The answer on how hard daily life is, from 0; not part of the total. */
  difficulty?: number;
  at: Instant;
}

export interface Review {
  decision: 'asPlanned' | 'moreDosing' | 'moreTherapy' | 'maintenance' | 'end';
  at: Instant;
  /** With moreTherapy: when the next review is. */
  reviewOn?: Instant;
  /** The results the therapist saw: the latest of each instrument. */
  measures: Measure[];
}
