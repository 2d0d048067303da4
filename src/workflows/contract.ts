/** The doors of a course workflow, for the API, the CLI, tests and the workflow itself. */
import type { Assume } from '../catalog/assumptions';
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

/** The workflow id of a course; the course id is a UUID and says nothing about the client. */
export const workflowId = (course: string): string => `course-${course}`;

/** The task queue of what goes out by mail, beside the one of the courses themselves. */
export const mailQueue = (taskQueue: string): string => `${taskQueue}-mail`;

/** The course of a workflow id; none where the id is no course's. */
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
  by: Actor;
  /** Begin at this instant instead of at once (rehearsals of a set date). */
  startAt?: Instant;
  /** Go on in a new run at this many history events, besides when the server suggests it. */
  continueAsNewAt?: number;
  /** Go on from here: from an earlier run of this course, or from its log. */
  carried?: Carried | CarriedStateOnly;
}

export type { SignalOutcome };

/** Type of the ApplicationFailure with which the validator refuses; details: [code, reasons]. */
export const REFUSED = 'Refused';

/** The code of a refusal for a payload the worker cannot open: it may lack the key. Sent again later, it may be taken. */
export const UNREADABLE = 'signal-unreadable';

/** What a validator tells the worker: a refused Update leaves no history that could. */
export interface RefusalSinks extends Sinks {
  refusals: { keep(course: string, refusal: Refusal): void };
}

/** The door for the API: `updateId` is the signal's id. Refused by the validator when impossible now. */
export const takeSignal = defineUpdate<SignalOutcome, [Signal]>('takeSignal');
/** `underWay`: messages, referrals and invoices not settled yet, and signals still in the inbox. */
export const statusQuery = defineQuery<Status & { underWay: number }>('status');
export const forecastQuery = defineQuery<Forecast, [{ signal?: Signal; assume?: Partial<Assume> }?]>(
  'forecast',
);

/** The door for the Temporal UI, CLI and webhooks: the payload is checked before it is believed. */
export const namedSignal = (name: string) => defineSignal<[unknown]>(name);
