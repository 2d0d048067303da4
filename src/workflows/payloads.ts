/** Loaded by path into the workflow bundle: how a course reads what it is sent. */
import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common';

/** Stands for bytes that cannot be read; refused like any other malformed payload. */
const UNREADABLE = { unreadable: true };

/** Never throws for bytes it cannot read: thrown in a signal, that would fail the workflow task for ever. */
export const payloadConverter: PayloadConverter = {
  toPayload: (value, context, hint) => defaultPayloadConverter.toPayload(value, context, hint),
  // The type parameter is the interface's.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  fromPayload: <T>(...args: Parameters<PayloadConverter['fromPayload']>): T => {
    try {
      return defaultPayloadConverter.fromPayload<T>(args[0], args[1]);
    } catch {
      return UNREADABLE as T;
    }
  },
};
