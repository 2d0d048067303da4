/** What a page carries in its forms once it was opened: for this link, for half an hour from then, and how it was opened. */
import type { Keyring } from '../../../security/keyring';
import type { Instant } from '../../../time/instant';
import type { Opened } from '../client/open';
import { provenUntil, proofFor } from '../client/secondFact';

/** By a code, or by a press where the practice asks for none. */
export type OpenedBy = 'code' | 'press';

const placeOf = (link: string, by: OpenedBy): string => `${link} ${by}`;

export const newProof = (keyring: Keyring, link: string, by: OpenedBy, now: Instant): string =>
  proofFor(keyring, placeOf(link, by), now);

/** `over`: it was good until its time ran out. Undefined: there is none that counts, such as a press where a code is asked for now. */
export function judgeProof(
  keyring: Keyring,
  { link, practice }: Opened,
  proof: unknown,
  now: Instant,
): 'good' | 'over' | undefined {
  if (typeof proof !== 'string') return undefined;
  const ways: OpenedBy[] = practice.partnerCodeRequired ? ['code'] : ['code', 'press'];
  const ends = ways.map((by) => provenUntil(keyring, placeOf(link.hash, by), proof));
  const until = ends.find((each) => each !== undefined);
  if (until === undefined) return undefined;
  return until > now ? 'good' : 'over';
}
