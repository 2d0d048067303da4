/** What the API asks of the durable engine. The narrow door: everything of Temporal is behind it. */
import type { Assume } from '../catalog/assumptions';
import type { Forecast } from '../course/forecast/forecast';
import type { Status } from '../course/status/status';
import type { Signal } from '../catalog/signals';
import type { SignalOutcome, StartInput } from '../workflows/contract';

/**
 * `unrecorded`: refused by the validator, which leaves no history: the API keeps the refusal in the audit.
 * `resent`: it was sent more than once here, so that the course may say `repeated` of what is none.
 */
export type EngineOutcome = SignalOutcome & { unrecorded?: true; resent?: true };

export interface CourseEngine {
  /** Starts the course's workflow; again with the same course it does nothing. @throws EngineError */
  start(input: StartInput): Promise<void>;
  /** Reports a signal, by its id at most once. A refusal is a value. @throws EngineError */
  signal(course: string, signal: Signal): Promise<EngineOutcome>;
  /** @throws EngineError */
  status(course: string): Promise<Status>;
  /** What is still to come; with `signal`, as if it had been accepted; with `assume`, on other assumptions. @throws EngineError */
  forecast(course: string, what?: { signal?: Signal; assume?: Partial<Assume> }): Promise<Forecast>;
  /** @throws EngineError `temporal-unavailable` */
  ping(): Promise<void>;
}

export type EngineErrorCode =
  /** There is no such workflow, or it has ended. */
  | 'course-not-running'
  /** The Temporal server cannot be reached. */
  | 'temporal-unavailable'
  /** The workflow has been started but has not taken its first step yet. */
  | 'course-not-begun'
  /** A worker could not work out the answer to a query: a fault of its code, or the course is just beginning. */
  | 'query-failed'
  /** More is on its way to this course than it can take: ask again in a moment. Nothing was taken. */
  | 'course-busy'
  /** API and workers do not share their payload keys. */
  | 'payload-keys-differ'
  /** The server answers, no worker does. A signal may still be taken later: repeat it under the same id. */
  | 'workers-unavailable';

export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
