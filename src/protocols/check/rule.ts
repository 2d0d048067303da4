/** What a rule about a protocol is, and how it says what is wrong. */
import type { ProtocolProblem } from '../explain';
import type { Protocol } from '../../catalog/protocol';

export type Rule = (protocol: Protocol) => ProtocolProblem[];

export const wrong = (when: boolean, path: string, message: string): ProtocolProblem[] =>
  when ? [{ path, message }] : [];
