/** The practice's texts of consents: which are in force, every version, and a new one. */
import { z } from 'zod';
import { ConsentKind, ConsentLanguage } from '../../../catalog/shapes';
import { consentSamples, isSample } from '../../../setup/consentSamples';
import type { ConsentText } from '../../../store';
import { ConsentKindOut, ConsentLanguageOut } from '../../consents';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { ifStillAllowed } from '../../http/stillAllowed';
import { MANAGERS, STAFF } from '../../roles';
import { At, Count } from '../../schemas';

const MOST_LETTERS = 20_000;

/** As it is stored and signed: with one kind of line end, and nothing invisible. */
const Body = z
  .string()
  .max(MOST_LETTERS)
  .transform((text) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim())
  .refine((text) => text.length >= 20, 'must have at least 20 letters')
  // eslint-disable-next-line no-control-regex
  .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f\p{Bidi_Control}]/u.test(text), {
    error: 'must be readable text without control characters',
  })
  .refine((text) => !isSample(text), {
    error: 'is still marked as a sample: have it reviewed, make it yours, and remove the mark',
  })
  .meta({
    description:
      'Plain text. Paragraphs are apart by an empty line, and a line that begins with # is a heading.',
    example:
      '# Sessions by video\n\nI agree that sessions take place by video. I can take this back at any time.',
  });

const versionShape = {
  kind: ConsentKindOut,
  language: ConsentLanguageOut,
  version: Count,
  sha256: z.string().meta({ description: 'Of the text, in hexadecimal.' }),
  savedAt: At,
  savedBy: z.string().meta({ description: 'Id of who saved it.' }),
};

const TextOut = z
  .object({ ...versionShape, body: z.string() })
  .meta({ id: 'ConsentText', description: 'One version of a text. It never changes.' });

const VersionOut = z
  .object(versionShape)
  .meta({ id: 'ConsentTextVersion', description: 'A version of a text, without what it says.' });

const SampleOut = z.object({ kind: ConsentKindOut, language: ConsentLanguageOut, body: z.string() }).meta({
  id: 'ConsentSample',
  description: 'A sample to begin with, marked as one. No client is shown it.',
});

export const listConsentTexts = endpoint({
  id: 'listConsentTexts',
  method: 'get',
  path: '/api/v1/practice/consent-texts',
  tag: 'Practice',
  summary: 'List the texts of consents.',
  description:
    'Clients read and sign the version in force on their page. Where there is none, the page does not ask for that consent.',
  roles: STAFF,
  response: z
    .object({
      inForce: z.array(TextOut).meta({ description: 'The newest version of each, by kind and language.' }),
      versions: z.array(VersionOut).meta({ description: 'All of them, the newest first.' }),
      samples: z.array(SampleOut),
    })
    .meta({ id: 'ConsentTextList' }),
  handler: async ({ deps: { store } }) => ({
    inForce: await store.consents.inForce(),
    versions: await store.consents.versions(),
    samples: consentSamples(),
  }),
});

const Version = z.coerce.number().int().min(1).max(100_000);

export const readConsentText = endpoint({
  id: 'readConsentText',
  method: 'get',
  path: '/api/v1/practice/consent-texts/version',
  tag: 'Practice',
  summary: 'Read one version of a text of a consent.',
  roles: STAFF,
  problems: ['consent-text-unknown'],
  query: z.strictObject({ kind: ConsentKind, language: ConsentLanguage, version: Version }),
  response: TextOut,
  handler: async ({ query, deps: { store } }) => {
    const text = await store.consents.text(query);
    if (!text) throw new ApiError('consent-text-unknown', 'This version of the text does not exist.');
    return text;
  },
});

export const saveConsentText = endpoint({
  id: 'saveConsentText',
  method: 'post',
  path: '/api/v1/practice/consent-texts',
  tag: 'Practice',
  summary: 'Save a new version of a text of a consent.',
  description:
    'It is in force at once. What clients signed before stays as it was, with the version that they signed. `version` must be the ' +
    'next one, and 1 for the first text of a kind in a language.',
  roles: MANAGERS,
  success: 'created',
  problems: ['consent-text-version-taken'],
  body: z
    .strictObject({
      kind: ConsentKind,
      language: ConsentLanguage,
      version: z.int().min(1).max(100_000),
      body: Body,
    })
    .meta({ id: 'NewConsentText' }),
  response: TextOut,
  handler: async ({ body: { kind, language, version, body }, who, deps: { store }, now }) =>
    ifStillAllowed(store, who, async ({ consents, audit }) => {
      const newest = (await consents.inForce(kind)).find((each) => each.language === language);
      // An earlier attempt of the same request, whose answer was lost.
      if (newest?.version === version && newest.body === body) return newest;
      if (version !== (newest?.version ?? 0) + 1) throw taken(newest);
      const text = { kind, language, version, body, savedAt: now, savedBy: who.staffId };
      const added = await consents.addText(text);
      const saved = await consents.text(text);
      if (!added || !saved) throw taken(saved);
      const { sha256 } = saved;
      await audit.append({
        ...{ stream: 'practice', at: now, kind: 'consent-text-saved' },
        ...{ by: { role: who.role, id: who.staffId }, detail: { kind, language, version, sha256 } },
      });
      return saved;
    }),
});

const taken = (newest: Pick<ConsentText, 'version'> | undefined): ApiError =>
  new ApiError(
    'consent-text-version-taken',
    newest
      ? `The newest version is ${newest.version}: read it, then save yours as version ${newest.version + 1}.`
      : 'There is no such text yet: its first version must be 1.',
  );
