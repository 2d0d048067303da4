/** Why something cannot be done now: a stable code, a sentence, and who can change it. */
import type { Role } from '../signals/shapes';
import type { Instant } from './instant';

export interface Reason {
  code: string;
  sentence: string;
  /** The roles that can open it; empty when nobody can. */
  opens: readonly Role[];
  /** The earliest instant it could open, when that is known. */
  notBefore?: Instant;
}

export function reason(code: string, sentence: string, ...opens: Role[]): Reason {
  return { code, sentence, opens };
}
