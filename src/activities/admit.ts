import { isUnreadable, unreadableProblem } from '../vocabulary/unreadable';
import type { ProtocolLibrary } from '../protocols/load';
import { readFilled } from '../protocols/readSignal';
import type { Activities } from './contract';
import { fewProblems } from './problems';

/**
 * Checks the raw payload of a named Signal against the catalog. A payload without an `id` gets one, so that its
 * refusal can be audited. Problems are returned as values; invalid input never throws.
 */
export function admitActivity(protocols: () => Promise<ProtocolLibrary>): Activities['admit'] {
  return async ({ name, payload, id }) => {
    if (isUnreadable(payload)) return { problems: fewProblems([unreadableProblem(payload)]) };
    const body = typeof payload === 'object' && payload !== null ? { id, ...payload } : payload;
    const library = name === 'protocolChanged' ? await protocols() : undefined;
    const read = readFilled(name, body, library);
    return 'problems' in read ? { problems: fewProblems(read.problems) } : read;
  };
}
