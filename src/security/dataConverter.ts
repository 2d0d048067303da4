import type { DataConverter } from '@temporalio/common';
import type { Keyring } from './keyring';
import { encryptionCodec, workerCodec } from './payloadCodec';

/** For `bundleWorkflowCode`, which needs this path but no keys: workflows never have keys. */
export const failureConverterPath = require.resolve('./failureConverter');

type Converter = Required<Pick<DataConverter, 'payloadCodecs' | 'failureConverterPath'>>;

/** For a Client: encrypts payloads, including failure messages. Throws if it cannot decrypt one. */
export function dataConverter(keyring: Keyring): Converter {
  return { payloadCodecs: [encryptionCodec(keyring)], failureConverterPath };
}

/** For a Worker: like for a Client, but marks workflow messages it cannot decrypt. @see workerCodec */
export function workerConverter(keyring: Keyring): Converter {
  return { payloadCodecs: [workerCodec(keyring)], failureConverterPath };
}
