/** The failure of a command: a stable code, and a sentence with the reason and what to do. */
import { EngineError, type EngineErrorCode } from '../engine/engine';
import { ProtocolError } from '../protocols/load';
import { StoreError } from '../store';

const ENGINE: Readonly<Record<EngineErrorCode, string>> = {
  'temporal-unavailable': 'Temporal cannot be reached. Make sure it is running.',
  'workers-unavailable': 'No worker answered in time. Make sure a worker is running.',
  'course-not-begun': 'The course is just starting.',
  'course-not-running': 'This course has not been started, or its workflow has ended.',
  'forecasts-busy': 'Too many forecasts are asked for at once.',
  'course-busy': 'This course is receiving more reports than it can process at once.',
  'payload-keys-differ': 'The workers do not have the payload keys of this installation.',
  'query-failed': 'The course could not answer.',
};

export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Converts failures of the engine, the store or a protocol to a CommandError; returns other errors unchanged. */
export function asCommandError(error: unknown): unknown {
  const cause = { cause: error };
  if (error instanceof EngineError) return new CommandError(error.code, ENGINE[error.code], cause);
  if (error instanceof ProtocolError) return new CommandError(error.code, error.message, cause);
  if (error instanceof StoreError && error.retryable)
    return new CommandError(error.code, error.message, cause);
  return error;
}
