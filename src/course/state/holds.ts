/** Holds, and gates that a clinician has overridden. course.md §6 */
import type { Instant } from '../../time/instant';
import type { StaffRole } from '../../vocabulary/roles';

export interface Hold {
  ref: string;
  /** `safetyAnswer`: an answer in a questionnaire speaks of self-harm. */
  reason: 'adverseEvent' | 'contraindication' | 'crisis' | 'safetyAnswer' | 'staff' | 'pause';
  note: string;
  owner: StaffRole;
  since: Instant;
  reviewOn: Instant;
}

/** A hold that has ended. Late reports are checked against it too. */
export interface LiftedHold {
  ref: string;
  since: Instant;
  until: Instant;
}

/** A gate overridden until the next dosing session starts. */
export interface Override {
  gate: string;
  at: Instant;
  /** The only session or reading it applies to. */
  about?: string;
}
