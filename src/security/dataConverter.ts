import type { DataConverter } from '@temporalio/common';
import type { Keyring } from './keyring';
import { encryptionCodec } from './payloadCodec';

/** For `bundleWorkflowCode`, which needs the path but no keys: workflows never see a key. */
export const failureConverterPath = require.resolve('./failureConverter');

/** One converter for Client and Worker: encrypted payloads, failure messages included. */
export function dataConverter(
  keyring: Keyring,
): Required<Pick<DataConverter, 'payloadCodecs' | 'failureConverterPath'>> {
  return { payloadCodecs: [encryptionCodec(keyring)], failureConverterPath };
}
