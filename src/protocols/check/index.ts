/** Finds what is wrong with a protocol's file: its shape, and values that make no sense together. */
import { explain, type ProtocolProblem } from '../explain';
import { ProtocolSchema, type Protocol } from '../../catalog/protocol';
import { CARE } from './care';
import { MONEY } from './money';
import type { Rule } from './rule';
import { TIMES } from './times';

export { doubts, remarks } from './remarks';

const RULES: readonly Rule[] = [...CARE, ...TIMES, ...MONEY];

/** Every value of a protocol that makes no sense with the others, each with its place. */
export const checkConsistency = (protocol: Protocol): ProtocolProblem[] =>
  RULES.flatMap((rule) => rule(protocol));

/** Every mistake in a protocol's file, each with its place; empty when the file is valid. */
export function checkProtocol(raw: unknown): ProtocolProblem[] {
  const read = ProtocolSchema.safeParse(raw);
  return read.success
    ? checkConsistency(read.data)
    : read.error.issues.flatMap((issue) => explain(raw, issue));
}
