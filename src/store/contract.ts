/** The content of one committed step of a course. Types only, because the workflow imports this file. */
import type { Recorded } from '../course/events';
import type { Instant } from '../time/instant';
import type { Reason } from '../vocabulary/reasons';
import type { Attention } from '../course/status/attention';
import type { CourseCalendar } from '../course/status/calendar';
import type { Listed } from '../course/status/listed';
import type { Standing } from '../course/status/status';
import type { Outcome } from '../course/state';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import type { Signal } from '../catalog/signals';

/** The data for the list of courses. Nothing clinical beyond the phase; stored in the database only. */
export interface CourseSummary extends Standing, Partial<Attention> {
  /** How the course ended; absent while it is open. */
  closed?: Outcome;
  /** Absent in older steps. */
  calendar?: CourseCalendar;
}

export interface Refusal {
  signal: Signal | { id: string; name: string; payload: string };
  code: string;
  reasons: Reason[];
  at: Instant;
}

/**
 * One step of a course: all its changes, written in one transaction or not at all. Of what lists show after it, whatever is
 * absent stays as it is.
 */
export interface CommitRequest extends Partial<Listed> {
  course: string;
  /** 1 for the first step. Unique per course, so the log decides between two attempts. */
  revision: number;
  at: Instant;
  events: Recorded[];
  refusals: Refusal[];
  /** Ids of the commands this step took from the inbox. */
  consumed: string[];
  /** The signals among them, as received: the catalog finally checks their shape and role. */
  signals: Signal[];
  summary: CourseSummary;
}

/** The log's content for that revision: this request's, or what an earlier attempt stored. */
export interface Committed {
  events: Recorded[];
  refusals: Refusal[];
  consumed: string[];
  /** Signals that the catalog reads differently from how they came. If there are any, nothing was written. */
  reread?: Reread[];
}

/** A signal as the catalog reads it (times in UTC, defaults filled in), or its problems. */
export type Reread = { id: string } & ({ signal: Signal } | { problems: FieldProblem[] });
