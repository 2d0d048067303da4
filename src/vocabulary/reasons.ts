/** Why something cannot be done now: a stable code, a sentence, and who can change it. */
import type { ActorRole } from './roles';
import type { Instant } from '../time/instant';

export interface Reason {
  code: string;
  sentence: string;
  /** The roles that can open it; empty when nobody can. */
  resolvableBy: readonly ActorRole[];
  /** The earliest instant it could open, when that is known. */
  notBefore?: Instant;
}

/** The reason with the earliest instant it could open, where that is known and still to come. */
export const notBefore = <R extends Reason | undefined>(
  why: R,
  at: Instant,
  opensAt: Instant | undefined,
): R => (why && opensAt !== undefined && opensAt > at ? { ...why, notBefore: opensAt } : why);

/** Each code once: the first reason that has it. */
export const distinct = (reasons: readonly Reason[]): Reason[] =>
  reasons.filter(({ code }, index) => reasons.findIndex((other) => other.code === code) === index);

export function reason(code: string, sentence: string, ...resolvableBy: ActorRole[]): Reason {
  return { code, sentence, resolvableBy };
}
