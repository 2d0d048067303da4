/** Sessions, and what is recorded about each. course.md §2, §4 */
import type { Setting } from '../../catalog/shapes';
import type { Instant } from '../../time/instant';
import type { SessionKind } from '../../vocabulary/sessionKinds';

export interface Session {
  /** Kind and number within the course: `dosing-4`. */
  ref: string;
  kind: SessionKind;
  start: Instant;
  minutes: number;
  setting: Setting;
  /** Grows with each reschedule. Reminders of an earlier revision are void. */
  revision: number;
  bookedAt: Instant;
  /** When it was first booked, and for when, if it has been moved since. */
  firstBooked?: { at: Instant; start: Instant };
  /** The times that it had and that were not over when it was last moved, the latest booking last. */
  movedFrom?: Instant[];
  /** The client asked for another time, and nobody has answered yet. */
  wish?: Wish;
  cancelledAt?: Instant;
  /** Where the client will be, if not at the usual place. */
  place?: string;
  placeAt?: Instant;
  /** Canceled permanently, with the dosing sessions or the whole course: it is not rebooked. */
  calledOff?: boolean;
  /** Called off by mistake, and booked again: when. */
  restoredAt?: Instant;
  /** When the client did not come. */
  missedAt?: Instant;
  /** When the client left against advice after a dose, instead of being released. */
  leftAt?: Instant;
  status: 'scheduled' | 'inSession' | 'recovering' | 'completed' | 'cancelled' | 'noShow';
  /** The cycle of a dosing or integration session. The first is 1. */
  cycle?: number;
  booster?: true;
  supportPerson?: 'confirmed' | 'unavailable';
  supportPersonAt?: Instant;
  /** Since when the support person is known to be unavailable. */
  absentSince?: Instant;
  /** They were in the client's home when the session began. */
  supportPersonPresent?: true;
  rideHome?: 'confirmed';
  readyAt?: Instant;
  /** The actual times, if reported. Those of a dosing session are in its cycle. */
  took?: Took;
  vitalsBefore?: Vitals;
  vitalsBeforeAt?: Instant;
  /** The client measured them alone. */
  vitalsBeforeBy?: 'client';
  /** When vital signs were taken during the session. The log has them. */
  vitalsDuringAt?: Instant[];
  vitalsAfter?: Vitals;
  /** The client measured something outside the limits, and nobody has called them yet: since when. */
  alarmingSince?: Instant;
  /** The travel fee of a house call, as quoted. */
  travel?: { cents: number; acceptedAt?: Instant };
}

/** What a client would like instead of the booked time. */
export interface Wish {
  /** When they asked. */
  at: Instant;
  start?: Instant;
  words?: string;
}

/** What is known about the support person of a booked session. */
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
