import { readSignal } from '../signals/catalog';
import type { Activities } from './contract';

/**
 * Checks the raw payload of a named Signal against the catalog. A payload without an `id` gets one, so
 * that its refusal can be kept; every answer is a value, nothing is thrown for bad input.
 */
export const admitActivity: Activities['admit'] = ({ name, payload, id }) => {
  const body = typeof payload === 'object' && payload !== null ? { id, ...payload } : payload;
  return Promise.resolve(readSignal(name, body));
};
