/** The shape of a rule about a protocol, and how it reports a problem. */
import type { ProtocolProblem } from '../explain';
import type { Protocol } from '../../catalog/protocol';

export type Rule = (protocol: Protocol) => ProtocolProblem[];

export const wrong = (when: boolean, path: string, message: string): ProtocolProblem[] =>
  when ? [{ path, message }] : [];
