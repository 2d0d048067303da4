/** What the API and the command line need of the durable engine. Everything of Temporal is behind this interface. */
import type { Assume } from '../catalog/assumptions';
import type { Forecast } from '../course/forecast/forecast';
import type { Status } from '../course/status/status';
import type { Signal } from '../catalog/signals';
import type { SignalOutcome, StartInput } from '../workflows/contract';

/**
 * `unrecorded`: refused by the validator, which leaves no history, so the API keeps the refusal in the audit log.
 * `resent`: it was sent more than once here, so the course may answer `repeated` to a first request.
 */
export type EngineOutcome = SignalOutcome & { unrecorded?: true; resent?: true };

export interface CourseEngine {
  /** Starts the course's workflow. A second call for the same course does nothing. @throws EngineError */
  start(input: StartInput): Promise<void>;
  /** Reports a signal, at most once by its id. A refusal is a value, not an error. @throws EngineError */
  signal(course: string, signal: Signal): Promise<EngineOutcome>;
  /** @throws EngineError */
  status(course: string): Promise<Status>;
  /**
   * The rest of the course: with `signal`, as if it were accepted; with `assume`, on other assumptions. `asker` is the id
   * of who wants to know: each has a turn after the other. @throws EngineError
   */
  forecast(
    course: string,
    asker: string,
    what?: { signal?: Signal; assume?: Partial<Assume> },
  ): Promise<Forecast>;
  /** @throws EngineError `temporal-unavailable` */
  ping(): Promise<void>;
}

export const ENGINE_ERROR_CODES = [
  /** The workflow does not exist or has ended. */
  'course-not-running',
  /** The Temporal server cannot be reached. */
  'temporal-unavailable',
  /** The workflow has started but has not taken its first step yet. */
  'course-not-begun',
  /** A worker could not answer a query: its code failed, or the course is just starting. */
  'query-failed',
  /** This person, or everyone together, asks for more forecasts than are computed at once. Nothing was asked of the course. */
  'forecasts-busy',
  /** The course has more requests than it can take. Nothing was accepted; try again in a moment. */
  'course-busy',
  /** API and workers do not share their payload keys. */
  'payload-keys-differ',
  /** The server responds, but no worker does. A signal may still be accepted later: repeat it with the same id. */
  'workers-unavailable',
] as const;
export type EngineErrorCode = (typeof ENGINE_ERROR_CODES)[number];

export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
