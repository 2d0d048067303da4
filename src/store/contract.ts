/** What one committed step of a course holds. Types only: the workflow imports this file as types. */
import type { Recorded } from '../course/events';
import type { Instant } from '../time/instant';
import type { Reason } from '../vocabulary/reasons';
import type { Task } from '../course/state';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import type { Signal } from '../catalog/signals';

/** What the list of courses shows; nothing clinical beyond the phase, kept in the database only. */
export interface CourseSummary {
  phase: string;
  waitingOn: string;
  nextDeadline?: Instant;
  onHold: boolean;
  balanceCents: number;
  tasks: Task[];
  waitingSince?: Instant;
  breachAt?: Instant;
  silentFrom?: Instant;
  prescriberSince?: Instant;
  closed?: string;
}

export interface Refusal {
  signal: Signal | { id: string; name: string; payload: string };
  code: string;
  reasons: Reason[];
  at: Instant;
}

/** One step of a course: everything it changed, written in one transaction or not at all. */
export interface CommitRequest {
  course: string;
  /** 1 for the first step. Unique with the course: the log decides. */
  revision: number;
  at: Instant;
  events: Recorded[];
  refusals: Refusal[];
  /** Ids of the commands this step took from the inbox. */
  consumed: string[];
  /** The signals among them, as they came: the catalog has the last word on their shape and role. */
  signals: Signal[];
  summary: CourseSummary;
}

/** What the log holds for that revision: ours, or what an earlier attempt had stored. */
export interface Committed {
  events: Recorded[];
  refusals: Refusal[];
  consumed: string[];
  /** Signals the catalog reads otherwise than they came. When there are any, nothing was written. */
  reread?: Reread[];
}

/** A signal as the catalog reads it (times in UTC, defaults filled in), or what is wrong with it. */
export type Reread = { id: string } & ({ signal: Signal } | { problems: FieldProblem[] });
