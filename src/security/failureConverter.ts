/** Loaded by path, in the workflow bundle too: nothing but `@temporalio/common` may be imported here. */
import { DefaultFailureConverter, type FailureConverter } from '@temporalio/common';

/**
 * Moves message and stack trace of every failure into a payload, which the codec then encrypts. The failure's
 * type (an error's stable code) stays plain; so must nothing personal be in it.
 */
class EncodedFailureConverter extends DefaultFailureConverter {
  constructor() {
    super({ encodeCommonAttributes: true });
  }

  /** The SDK empties the message of what this returns; a copy keeps a failure that is thrown on readable. */
  override errorToFailureInner(...args: Parameters<DefaultFailureConverter['errorToFailureInner']>) {
    return { ...super.errorToFailureInner(...args) };
  }
}

export const failureConverter: FailureConverter = new EncodedFailureConverter();
