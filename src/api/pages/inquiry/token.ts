/** What an empty form carries, sealed: when it was shown, and what it asked. Nobody has to solve a puzzle. */
import { randomUUID } from 'node:crypto';
import type { Keyring } from '../../../security/keyring';
import { seal, unseal } from '../../../security/sealed';
import { toMs, type Instant } from '../../../time/instant';

const PLACE = 'inquiry form';

/** Nobody reads the form and fills it in faster. Our own assumption. */
const LEAST_SECONDS = 3;
/** A form that was open for longer is shown anew. */
const MOST_HOURS = 12;

export interface Shown {
  at: Instant;
  /** Tells one form from another, so that sending it twice is once. */
  nonce: string;
  /** As they were asked. */
  questions: string[];
}

export const tokenFor = (keyring: Keyring, at: Instant, questions: string[]): string =>
  seal(keyring, PLACE, JSON.stringify({ at, nonce: randomUUID(), questions } satisfies Shown));

/** Undefined for what was not sealed here. */
export function shownBy(keyring: Keyring, token: unknown): Shown | undefined {
  if (typeof token !== 'string') return undefined;
  try {
    return JSON.parse(unseal(keyring, PLACE, token)) as Shown;
  } catch {
    return undefined;
  }
}

/** `tooSoon`: the same form is good in a moment. */
export function ageOf({ at }: Shown, now: Instant): 'good' | 'tooSoon' | 'tooOld' {
  const seconds = (toMs(now) - toMs(at)) / 1000;
  if (seconds < LEAST_SECONDS) return 'tooSoon';
  return seconds > MOST_HOURS * 3600 ? 'tooOld' : 'good';
}
