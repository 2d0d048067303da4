/** Samples of texts that clients sign, to begin with. Each is marked as one: a lawyer and the practice make it their own. */
import { CONSENT_KINDS, type ConsentKind } from '../catalog/shapes';
import { PAGE_LANGUAGES, type PageLanguage } from '../vocabulary/pages';
import { ENGLISH } from './consentSamplesEnglish';
import { SPANISH } from './consentSamplesSpanish';

const BODIES: Record<PageLanguage, Record<ConsentKind, string>> = { en: ENGLISH, es: SPANISH };

const MARKS: Record<PageLanguage, string> = {
  en: '# SAMPLE TEXT: have it reviewed, make it yours, and remove this line',
  es: '# TEXTO DE MUESTRA: haga que lo revisen, adáptelo y quite esta línea',
};

export interface ConsentSample {
  kind: ConsentKind;
  language: PageLanguage;
  body: string;
}

/** One of each kind in each language, with its mark. */
export const consentSamples = (): ConsentSample[] =>
  CONSENT_KINDS.flatMap((kind) =>
    PAGE_LANGUAGES.map((language) => ({
      ...{ kind, language },
      body: `${MARKS[language]}\n\n${BODIES[language][kind].trim()}`,
    })),
  );

/** Whether a text still has the mark of a sample. */
export const isSample = (body: string): boolean => /SAMPLE TEXT:|TEXTO DE MUESTRA:/.test(body);
