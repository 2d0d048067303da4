import type { DataConverter } from '@temporalio/common';
import type { Keyring } from './keyring';
import { encryptionCodec, workerCodec } from './payloadCodec';

/** For `bundleWorkflowCode`, which needs the path but no keys: workflows never see a key. */
export const failureConverterPath = require.resolve('./failureConverter');

type Converter = Required<Pick<DataConverter, 'payloadCodecs' | 'failureConverterPath'>>;

/** For a Client: encrypted payloads, failure messages included. It throws for what it cannot read. */
export function dataConverter(keyring: Keyring): Converter {
  return { payloadCodecs: [encryptionCodec(keyring)], failureConverterPath };
}

/** For a Worker: the same, and a message that cannot be read reaches its workflow marked. @see workerCodec */
export function workerConverter(keyring: Keyring): Converter {
  return { payloadCodecs: [workerCodec(keyring)], failureConverterPath };
}
