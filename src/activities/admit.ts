import type { ProtocolLibrary } from '../protocols/load';
import { readFilled } from '../signals/filled';
import type { Activities } from './contract';

/**
 * Checks the raw payload of a named Signal against the catalog. A payload without an `id` gets one, so
 * that its refusal can be kept; every answer is a value, nothing is thrown for bad input.
 */
export function admitActivity({ protocols }: { protocols?: ProtocolLibrary }): Activities['admit'] {
  return ({ name, payload, id }) => {
    const body = typeof payload === 'object' && payload !== null ? { id, ...payload } : payload;
    return Promise.resolve(readFilled(name, body, protocols));
  };
}
