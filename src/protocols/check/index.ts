/** What is wrong with a protocol's file: its shape, and what it says that cannot be meant. */
import { explain, type ProtocolProblem } from '../explain';
import { ProtocolSchema, type Protocol } from '../../catalog/protocol';
import { CARE } from './care';
import { MONEY } from './money';
import type { Rule } from './rule';
import { TIMES } from './times';

export { remarks } from './remarks';

const RULES: readonly Rule[] = [...CARE, ...TIMES, ...MONEY];

/** What a protocol says that cannot be meant, each with its place. */
export const checkMeaning = (protocol: Protocol): ProtocolProblem[] =>
  RULES.flatMap((rule) => rule(protocol));

/** Every mistake in a protocol's file, each with its place; empty when it can be used. */
export function checkProtocol(raw: unknown): ProtocolProblem[] {
  const read = ProtocolSchema.safeParse(raw);
  return read.success ? checkMeaning(read.data) : read.error.issues.flatMap((issue) => explain(raw, issue));
}
