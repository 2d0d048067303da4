/** Loaded by path, in the workflow bundle too: nothing but `@temporalio/common` may be imported here. */
import { DefaultFailureConverter, type FailureConverter } from '@temporalio/common';

/**
 * Moves the message and stack trace of every failure into a payload, which the codec then encrypts. The failure's
 * type (an error's stable code) stays in plain text, so it must not contain personal data.
 */
class EncodedFailureConverter extends DefaultFailureConverter {
  constructor() {
    super({ encodeCommonAttributes: true });
  }

  /** The SDK clears the message of the returned object. The copy keeps rethrown failures readable. */
  override errorToFailureInner(...args: Parameters<DefaultFailureConverter['errorToFailureInner']>) {
    return { ...super.errorToFailureInner(...args) };
  }
}

export const failureConverter: FailureConverter = new EncodedFailureConverter();
