/** The consents of a course, from its log: when each was signed, what the text said, and under which name. */
import { CONSENT_KINDS, type ConsentKind } from '../catalog/shapes';
import type { RecordedOf } from '../course/events';
import type { ConsentSignature, ConsentText, Store } from '../store';
import type { Instant } from '../time/instant';
import { PAGE_LANGUAGES } from '../vocabulary/pages';
import type { ActorRole } from '../vocabulary/roles';
import { oneOf } from './oneOf';

export const ConsentKindOut = oneOf(CONSENT_KINDS, {
  id: 'ConsentTextKind',
  description: 'What a consent is about.',
});
export const ConsentLanguageOut = oneOf(PAGE_LANGUAGES, {
  id: 'ConsentLanguage',
  description: 'English or Spanish.',
});

export interface SignedConsent {
  /** Tells it from the others of the course: the number of its event, and its kind. */
  id: string;
  kind: ConsentKind;
  at: Instant;
  by: ActorRole;
  /** The version that was shown. Absent: signed on paper. */
  text?: Omit<ConsentText, 'savedAt' | 'savedBy'>;
  /** As the client typed it. */
  typedName?: string;
  revokedAt?: Instant;
}

type Reads = Pick<Store, 'consents' | 'events'>;

/** Every consent that was signed, the newest first, without reports that were taken back. @throws StoreError */
export async function signedConsents({ consents, events }: Reads, course: string): Promise<SignedConsent[]> {
  const [standing, signatures] = await Promise.all([
    events.standing(course, ['consentSigned', 'consentRevoked']),
    consents.signatures(course),
  ]);
  const revoked = standing.filter((event) => event.type === 'consentRevoked');
  const signed = standing.filter((event) => event.type === 'consentSigned');
  const all = await Promise.all(
    signed.flatMap((event) =>
      event.kinds.map((kind) => withText(consents, event, kind, revoked, signatures)),
    ),
  );
  return all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

async function withText(
  consents: Reads['consents'],
  { seq, at, by, cause, text: named }: RecordedOf<'consentSigned'>,
  kind: ConsentKind,
  revoked: readonly RecordedOf<'consentRevoked'>[],
  signatures: readonly ConsentSignature[],
): Promise<SignedConsent> {
  const text = named && (await consents.text({ kind, ...named }));
  const signature = signatures.find((each) => each.signalId === cause && each.kind === kind);
  const revokedAt = revoked.find((each) => each.kinds.includes(kind) && each.seq > seq)?.at;
  return {
    ...{ id: `${seq}.${kind}`, kind, at, by: by.role },
    // A text that says something else under the same number was not the one that was signed.
    ...(text?.sha256 === named?.sha256 && text && { text: shownOf(text) }),
    ...(signature && { typedName: signature.typedName }),
    ...(revokedAt && { revokedAt }),
  };
}

const shownOf = ({ savedAt: _at, savedBy: _by, ...text }: ConsentText) => text;

/** In this language if the practice has the text in it, or else in English, or else in another. */
export const textIn = (
  texts: readonly ConsentText[],
  kind: ConsentKind,
  language: ConsentText['language'],
): ConsentText | undefined => {
  const own = texts.filter((each) => each.kind === kind);
  return (
    own.find((each) => each.language === language) ?? own.find((each) => each.language === 'en') ?? own[0]
  );
};
