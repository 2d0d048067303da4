/** The interface of a course workflow, for the API, the CLI, tests and the workflow itself. */
import type { Assume } from '../catalog/assumptions';
import type { CareTeam } from '../catalog/careTeam';
import type { Refusal } from '../store/contract';
import { defineQuery, defineSignal, defineUpdate, type Sinks } from '@temporalio/workflow';
import type { Forecast } from '../course/forecast/forecast';
import type { PracticeCalendar } from '../time/calendar';
import type { Instant } from '../time/instant';
import type { Status } from '../course/status/status';
import type { Protocol } from '../catalog/protocol';
import type { Actor, Signal } from '../catalog/signals';
import type { SignalOutcome } from './items';
import type { Carried, CarriedStateOnly } from './carried';

export const WORKFLOW_TYPE = 'kapCourse';

/** The workflow id of a course; the course id is a UUID that reveals nothing about the client. */
export const workflowId = (course: string): string => `course-${course}`;

/** The task queue for sending mail, separate from the queue of the courses. */
export const mailQueue = (taskQueue: string): string => `${taskQueue}-mail`;

/** The course of a workflow id; undefined if it is not a course's id. */
export const courseOf = (id: string): string | undefined =>
  id.startsWith('course-') ? id.slice('course-'.length) : undefined;

export interface StartInput {
  /** UUID. */
  course: string;
  protocol: Protocol;
  practice: PracticeCalendar;
  client: { zone: string };
  /** Dosing sessions planned for this client; the protocol's number when absent. */
  dosings?: number;
  /** Who looks after the course from the start. */
  careTeam?: CareTeam;
  by: Actor;
  /** Of a course that began before the practice kept it here: when, what happened since, and since when it is kept here. */
  earlier?: { began: Instant; reports: Signal[]; takenOverAt: Instant };
  /** Start at this time instead of at once (for rehearsals with a given date). */
  startAt?: Instant;
  /** Also continue in a new run after this many history events, not only when the server suggests it. */
  continueAsNewAt?: number;
  /** Continue from an earlier run of this course, or from its log. */
  carried?: Carried | CarriedStateOnly;
}

export type { SignalOutcome };

/** Type of the ApplicationFailure with which the validator refuses; details: [code, reasons]. */
export const REFUSED = 'Refused';

/** The refusal code for a payload that the worker cannot decrypt. If it lacks a key, sending it later may succeed. */
export const UNREADABLE = 'signal-unreadable';

/** Refusal codes that mean “not now”: the first step is not committed, or another report has no answer yet. */
export const NOT_BEGUN = 'course-not-begun';
export const BUSY = 'course-busy';

/** Lets the validator audit refusals, because a refused Update leaves no history. */
export interface RefusalSinks extends Sinks {
  refusals: { keep(course: string, refusal: Refusal): void };
}

/** For the API. `updateId` is the signal's id. The validator refuses signals that are impossible now. */
export const takeSignal = defineUpdate<SignalOutcome, [Signal]>('takeSignal');
/** `inProgress`: messages, referrals and invoices that have not completed, and signals in the inbox. */
export const statusQuery = defineQuery<Status & { inProgress: number }>('status');
export const forecastQuery = defineQuery<Forecast, [{ signal?: Signal; assume?: Partial<Assume> }?]>(
  'forecast',
);

/** For the Temporal UI, the CLI and webhooks. The payload is checked before it is used. */
export const namedSignal = (name: string) => defineSignal<[unknown]>(name);
