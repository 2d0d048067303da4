/** A fact that the client knows and somebody who only sees the phone does not, asked before a page shows more than time and place. */
import { timingSafeEqual } from 'node:crypto';
import { seal, unseal } from '../../../security/sealed';
import type { Keyring } from '../../../security/keyring';
import { hashOf } from '../../../security/secrets';
import type { Client } from '../../../store';
import { instant, plusMinutes, type Instant } from '../../../time/instant';

/** After this many wrong answers, a link works no longer. */
export const MOST_WRONG = 5;

/** How long a page remembers that the fact was given. */
const PROOF_MINUTES = 30;

/** The last digits of the telephone number on file. */
export interface SecondFact {
  value: string;
}

/** What can be asked of a client; undefined if nothing is on file. */
export function factOf({ phone }: Pick<Client, 'phone'>): SecondFact | undefined {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length >= 7 ? { value: digits.slice(-4) } : undefined;
}

/** Whether an answer is right, however it is written; the whole number is, too. */
export const isRight = ({ value }: SecondFact, given: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(given.replace(/\D/g, '').slice(-4))), Buffer.from(hashOf(value)));

const placeOf = (link: string): string => `page ${link}`;

/** What a page carries in its forms once the fact was given: for this link, for a while. `link`: its hash. */
export const proofFor = (keyring: Keyring, link: string, now: Instant): string =>
  seal(keyring, placeOf(link), plusMinutes(now, PROOF_MINUTES));

/** Until when a page remembers it; undefined for what was never given for this link. */
export function provenUntil(keyring: Keyring, link: string, proof: string): Instant | undefined {
  try {
    return instant(unseal(keyring, placeOf(link), proof));
  } catch {
    return undefined;
  }
}

export function isProven(keyring: Keyring, link: string, proof: string, now: Instant): boolean {
  const until = provenUntil(keyring, link, proof);
  return until !== undefined && until > now;
}
